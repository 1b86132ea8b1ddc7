// The draft of an activity: what a form of it begins with, and in which chapter each of its fields stands.

import type { Activity } from "../../ipc/bindings/Activity";
import type { ActivityDraft } from "../../ipc/bindings/ActivityDraft";
import type { ActivityRole } from "../../ipc/bindings/ActivityRole";

export function newDraft(role: ActivityRole | null): ActivityDraft {
  return {
    name: "", role, status: null, reference: null, departments: [], owner: null, purposes: [], sub_purposes: [], data: [],
    legal_bases: [], legal_basis_note: null, lia: null, consent_records: null, special_conditions: [], special_condition_note: null,
    criminal_law: null, data_source: null, recipients: [], joint_controllers: [], services: [], transfer_note: null, security: null,
    security_measures: [], automated_decisions: null, automated_note: null, rights: [], privacy_notice: null, breach_record: null,
    data_location: null, dpia: null, dpia_note: null, clients: [], client_groups: [], processing_categories: [], review_on: null,
    unknown: [], notes: null,
  };
}

export function draftOf(activity: Activity): ActivityDraft {
  return { ...activity };
}

/** Fields of each chapter, by the first part of their path. */
const CHAPTER_OF: Record<string, string> = {
  name: "purpose", role: "purpose", status: "purpose", reference: "purpose", departments: "purpose", owner: "purpose", purposes: "purpose",
  sub_purposes: "purpose", services: "purpose", processing_categories: "clients", clients: "clients", client_groups: "clients",
  data: "persons_and_data", legal_bases: "legal_basis", legal_basis_note: "legal_basis", lia: "legal_basis", consent_records: "legal_basis",
  special_conditions: "legal_basis", special_condition_note: "legal_basis", criminal_law: "legal_basis", recipients: "recipients",
  joint_controllers: "recipients", transfer_note: "transfers", security: "security", security_measures: "security",
};

export function chapterOf(path: string): string {
  return CHAPTER_OF[path.split(".")[0] ?? ""] ?? "more";
}
