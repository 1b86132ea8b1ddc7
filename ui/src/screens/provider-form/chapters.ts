// Which chapter of the form a field stands in.

export const CHAPTERS = ["identity", "contacts", "links", "certifications", "notes"] as const;
export type Chapter = (typeof CHAPTERS)[number];

export function chapterOf(path: string): Chapter {
  const head = path.split(".")[0];
  if (head === "contacts" || head === "links" || head === "certifications") return head;
  return head === "notes" || head === "imported_notes" ? "notes" : "identity";
}
