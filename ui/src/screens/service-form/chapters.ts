// Which chapter of the form a field stands in.

export const CHAPTERS = ["use", "roles", "data", "where", "staff", "clients", "notes"] as const;
export type Chapter = (typeof CHAPTERS)[number];

const OF: Record<string, Chapter> = {
  name: "use", purpose: "use", departments: "use", owner: "use",
  our_role: "roles", their_role: "roles",
  data: "data", data_fields: "data", direction: "data",
  storage_countries: "where", access_countries: "where", transfer_note: "where",
  staff_access: "staff", client_impact: "clients", notes: "notes",
};

export function chapterOf(path: string): Chapter {
  return OF[path.split(".")[0] ?? ""] ?? "use";
}
