// The fields of the record of processing: which of them a sheet has, and where each is filled in.

import type { ActivityRole } from "../ipc/bindings/ActivityRole";
import type { RecordFieldChoice } from "../ipc/bindings/RecordFieldChoice";
import type { Route } from "../shell/router.svelte";
import { words } from "./words.svelte";

/** Where in the form of an activity a field stands, when not under its own name. */
const PATHS: Record<string, string> = {
  data_subjects: "data", data_categories: "data", special_categories: "data", retention: "data", contract_link: "services",
  transfers: "transfer_note", security_families: "security_measures",
};
/** Written once, for the whole organisation. */
const OF_ORGANISATION = ["controller_identity", "representative", "dpo"];

export function hasField(role: ActivityRole, field: RecordFieldChoice): boolean {
  return field.record === "both" || field.record === role;
}

export function fieldsOf(role: ActivityRole): RecordFieldChoice[] {
  return words.all.record_fields.filter((field) => hasField(role, field));
}

export function ofLetter(letter: string, role: ActivityRole): RecordFieldChoice[] {
  return fieldsOf(role).filter((field) => letterOf(field, role) === letter);
}

/** The letter of the article under which a field stands for this role. */
export function letterOf(field: RecordFieldChoice, role: ActivityRole): string | null {
  return role === "controller" ? field.letter : field.processor_letter;
}

export function isOfOrganisation(field: string): boolean {
  return OF_ORGANISATION.includes(field);
}

/** The path of a field of the record in the form. */
export function pathOf(field: string): string {
  return PATHS[field] ?? field;
}

/** Where a field is filled in. */
export function fieldRoute(activity: string, field: string): Route {
  if (isOfOrganisation(field)) return { screen: "settings", section: "organisation" };
  return { screen: "activity_form", id: activity, field: pathOf(field) };
}
