// The draft of a transfer as the form holds it, and as it is tried out while it is typed.

import type { Transfer } from "../../ipc/bindings/Transfer";
import type { TransferDraft } from "../../ipc/bindings/TransferDraft";
import type { TransferParty } from "../../ipc/bindings/TransferParty";

/** Whose importers may stand in the list of the EU-US Data Privacy Framework. */
export const DPF_COUNTRY = "US";

export function newDraft(): TransferDraft {
  return {
    service: null, exporter: { kind: "us" }, importer: { kind: "provider" }, country: null, organisation: null, storage_countries: [], access_countries: [],
    decision: "confirmed", no_transfer: null, reason: null, mechanism: null, signed_on: null, are_annexes_complete: null, authorised_on: null,
    scope: null, dpf: null, has_hr_data: null, is_occasional: null, safeguards: null, notes: null,
  };
}

export function draftOf(transfer: Transfer): TransferDraft {
  return structuredClone(transfer);
}

/** What is still to be filled in must not hold the verdict back: who it is and why change nothing in it. */
export function tried(draft: TransferDraft): TransferDraft {
  return {
    ...draft, exporter: named(draft.exporter), importer: named(draft.importer),
    no_transfer: draft.no_transfer ?? "other", reason: draft.reason?.trim() ? draft.reason : OPEN,
    dpf: draft.dpf?.checked_on ? draft.dpf : null, scope: draft.scope?.checked_on ? draft.scope : null,
  };
}

const OPEN = "?";

function named(party: TransferParty): TransferParty {
  return party.kind === "named" && !party.name.trim() ? { ...party, name: OPEN } : party;
}

export function leadsTo(draft: TransferDraft, country: string): boolean {
  return draft.country === country || draft.storage_countries.includes(country) || draft.access_countries.includes(country);
}
