// Where what is due is settled.

import type { Due } from "../ipc/bindings/Due";
import type { DueSubject } from "../ipc/bindings/DueSubject";
import type { Route } from "./router.svelte";

/** Groups of facts whose proof stands with the services. */
const WITH_SERVICES: ReadonlySet<string> = new Set(["data", "locations", "transfers", "staff_access"]);

export function dueRoute(subject: DueSubject, due: Due): Route {
  if (due.kind === "action") return { screen: "calendar", query: { rules: [due.kind], from: due.on, until: due.on } };
  if (due.kind === "answers_expected" || due.kind === "answers_review") return { screen: "assessment", id: due.assessment };
  switch (subject.kind) {
    case "provider": return ofProvider(subject.id, due);
    case "activity": return { screen: "activity", id: subject.id };
    case "register": return due.kind === "list_review" ? { screen: "settings", section: `lists/${due.list}` } : { screen: "our_sub_processors" };
  }
}

/** The record that it belongs to; none of the register. */
export function subjectRoute(subject: DueSubject): Route | null {
  switch (subject.kind) {
    case "provider": return { screen: "provider", id: subject.id };
    case "activity": return { screen: "activity", id: subject.id };
    case "register": return null;
  }
}

function ofProvider(id: string, due: Due): Route {
  switch (due.kind) {
    case "verification": return { screen: "provider", id, tab: WITH_SERVICES.has(due.group) ? "services" : "overview" };
    case "certification": return { screen: "provider_form", id, field: "certifications" };
    case "staff_access_review": return { screen: "service_form", provider: id, id: due.service, field: "staff_access.last_review" };
    case "adequacy_end":
    case "dpf_entry": return { screen: "transfer_form", provider: id, id: due.transfer };
    case "tia_missing":
    case "tia_review": return { screen: "tia_form", transfer: due.transfer };
    case "transfer_open": return due.transfer ? { screen: "transfer_form", provider: id, id: due.transfer } : { screen: "provider", id, tab: "transfers" };
    case "objection":
    case "clients_told":
    case "client_objection": return { screen: "provider", id, tab: "sub_processors" };
    default: return { screen: "provider", id };
  }
}
