// The draft of an activity as the form holds it, and what in it is still empty.

import type { Activity } from "../../ipc/bindings/Activity";
import type { ActivityDraft } from "../../ipc/bindings/ActivityDraft";
import type { ActivityField } from "../../ipc/bindings/ActivityField";
import type { ActivityRole } from "../../ipc/bindings/ActivityRole";
import type { ActivityView } from "../../ipc/bindings/ActivityView";
import type { RecordForm } from "../../shell/form.svelte";

export type ActivityRecordForm = RecordForm<ActivityDraft, ActivityView>;

export function newDraft(role: ActivityRole | null): ActivityDraft {
  return {
    name: "", role, status: "draft", reference: null, departments: [], owner: null, purposes: [], sub_purposes: [], data: [],
    legal_bases: [], legal_basis_note: null, lia: null, consent_records: null, special_conditions: [], special_condition_note: null, criminal_law: null,
    data_source: null, recipients: [], joint_controllers: [], services: [], transfer_note: null, security: null, security_measures: [],
    automated_decisions: null, automated_note: null, rights: [], privacy_notice: null, breach_record: null, data_location: null,
    dpia: null, dpia_note: null, clients: [], client_groups: [], processing_categories: [], review_on: null, unknown: [], notes: null,
  };
}

export function draftOf(activity: Activity): ActivityDraft {
  return structuredClone(activity);
}

/** What was marked unknown and then filled in is known. */
export function sent(draft: ActivityDraft): ActivityDraft {
  return { ...draft, unknown: draft.unknown.filter((field) => isEmpty(draft, field)) };
}

export function isEmpty(draft: ActivityDraft, field: ActivityField): boolean {
  switch (field) {
    case "owner": return draft.owner === null;
    case "purposes": return draft.purposes.length === 0;
    case "data_categories": return draft.data.length === 0;
    case "data_subjects": return draft.data.length === 0 || draft.data.some((one) => one.subjects.length === 0);
    case "retention": return draft.data.length === 0 || draft.data.some((one) => one.retention === null);
    case "recipients": return draft.recipients.length === 0;
    case "security": return draft.security === null && draft.security_measures.length === 0;
    case "legal_bases": return draft.legal_bases.length === 0;
    case "special_conditions": return draft.special_conditions.length === 0;
    case "criminal_law": return draft.criminal_law === null;
    case "data_source": return draft.data_source === null;
    case "automated_decisions": return draft.automated_decisions === null;
    case "dpia": return draft.dpia === null;
    case "data_location": return draft.data_location === null;
    case "processing_categories": return draft.processing_categories.length === 0;
  }
}

/** Whether something is said in a field of the draft. */
export function isFilled(draft: ActivityDraft, key: keyof ActivityDraft): boolean {
  const value = draft[key];
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== "";
}

/** The field of the form in which a fault of the sent draft shows. */
export function place(path: string): string {
  const [head, field] = path.split(".");
  if (head !== "unknown" || !field) return path;
  return ["data_categories", "data_subjects", "retention"].includes(field) ? "data" : field;
}
