// The draft of a service as the form holds it, and what in it is still empty.

import type { Service } from "../../ipc/bindings/Service";
import type { ServiceDraft } from "../../ipc/bindings/ServiceDraft";
import type { ServiceField } from "../../ipc/bindings/ServiceField";

export function newDraft(): ServiceDraft {
  return {
    name: "", departments: [], owner: null, our_role: null, their_role: null, purpose: null, data_fields: [], data: [], direction: null,
    storage_countries: [], access_countries: [], transfer_note: null,
    staff_access: { people: null, administrators: null, roles: [], sign_on: [], leavers: null, last_review: null },
    client_impact: { meaning: null, told: null }, unknown: [], notes: null,
  };
}

export function draftOf(service: Service): ServiceDraft {
  return structuredClone(service);
}

/** What was marked unknown and then filled in is known. */
export function sent(draft: ServiceDraft): ServiceDraft {
  return { ...draft, unknown: draft.unknown.filter((field) => isEmpty(draft, field)) };
}

export function isEmpty(draft: ServiceDraft, field: ServiceField): boolean {
  const staff = draft.staff_access;
  switch (field) {
    case "owner": return draft.owner === null;
    case "data_categories": return draft.data.length === 0;
    case "data_fields": return draft.data_fields.length === 0;
    case "data_subjects": return draft.data.length === 0 || draft.data.some((use) => use.subjects.length === 0);
    case "volume": return draft.data.length === 0 || draft.data.some((use) => use.volume === null);
    case "direction": return draft.direction === null;
    case "storage_countries": return draft.storage_countries.length === 0;
    case "access_countries": return draft.access_countries.length === 0;
    case "transfer_note": return draft.transfer_note === null;
    case "staff_people": return staff.people === null;
    case "staff_administrators": return staff.administrators === null;
    case "staff_roles": return staff.roles.length === 0;
    case "staff_sign_on": return staff.sign_on.length === 0;
    case "staff_leavers": return staff.leavers === null;
    case "staff_review": return staff.last_review === null;
    case "client_meaning": return draft.client_impact.meaning === null;
    case "clients_told": return draft.client_impact.told === null;
  }
}

/** The field of the form that stands for a fact that can be unknown. */
const PLACE: Record<ServiceField, string> = {
  owner: "owner", data_categories: "data", data_fields: "data_fields", data_subjects: "data", volume: "data", direction: "direction",
  storage_countries: "storage_countries", access_countries: "access_countries", transfer_note: "transfer_note",
  staff_people: "staff_access.people", staff_administrators: "staff_access.administrators", staff_roles: "staff_access.roles",
  staff_sign_on: "staff_access.sign_on", staff_leavers: "staff_access.leavers", staff_review: "staff_access.last_review",
  client_meaning: "client_impact.meaning", clients_told: "client_impact.told",
};

export function place(path: string): string {
  const [head, field] = path.split(".");
  if (head !== "unknown" || !field) return path;
  const places: Record<string, string> = PLACE;
  return places[field] ?? path;
}
