// Which chapter of the form a field stands in.

export const CHAPTERS = ["parties", "decision", "ground", "checks", "notes"] as const;
export type Chapter = (typeof CHAPTERS)[number];

const OF: Record<string, Chapter> = {
  exporter: "parties", importer: "parties", service: "parties", country: "parties", organisation: "parties", storage_countries: "parties", access_countries: "parties",
  decision: "decision", no_transfer: "decision", reason: "decision",
  mechanism: "ground", signed_on: "ground", are_annexes_complete: "ground", authorised_on: "ground", is_occasional: "ground", safeguards: "ground",
  dpf: "checks", scope: "checks", has_hr_data: "checks",
  notes: "notes",
};

export function chapterOf(path: string): Chapter {
  return OF[path.split(".")[0] ?? ""] ?? "parties";
}
