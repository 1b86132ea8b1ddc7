// The chapters of the form: those of the record in which this role fills something in, or something is filled in.

import { fieldsOf, isOfOrganisation } from "../../domain/record";
import { words } from "../../domain/words.svelte";
import type { ActivityDraft } from "../../ipc/bindings/ActivityDraft";
import type { ActivityRole } from "../../ipc/bindings/ActivityRole";
import type { Choice } from "../../ipc/bindings/Choice";

/** Said by what is linked, and by no field of the form. */
const BY_LINKS = ["contract_link", "special_categories"];
/** Fields of the draft that the record does not name, or names differently. */
const OF: Record<string, string> = {
  name: "purpose", role: "purpose", data: "persons_and_data", special_condition_note: "legal_basis", security_measures: "security",
  transfer_note: "transfers", automated_note: "more", dpia_note: "more", notes: "more", client_groups: "clients",
};

export function chaptersOf(role: ActivityRole, filledIn: readonly (keyof ActivityDraft)[] = []): Choice[] {
  const filled = fieldsOf(role).filter((field) => !BY_LINKS.includes(field.id) && !isOfOrganisation(field.id));
  return words.all.record_chapters.filter((chapter) => filled.some((field) => field.chapter === chapter.id) || filledIn.some((key) => chapterOf(key) === chapter.id));
}

export function chapterOf(path: string): string {
  const head = path.split(".")[0] ?? "";
  return OF[head] ?? words.recordField(head)?.chapter ?? "purpose";
}
