// The draft of a client: what a form of it begins with.

import type { Client } from "../../ipc/bindings/Client";
import type { ClientDraft } from "../../ipc/bindings/ClientDraft";

export function newDraft(): ClientDraft {
  return {
    name: "", legal_name: null, address: null, country: null, contact_name: null, contact_email: null, contact_phone: null,
    representative: null, dpo_name: null, dpo_email: null, group: null, contract: null, notice_days: null, since: null, until: null, notes: null,
  };
}

export function draftOf(client: Client): ClientDraft {
  return { ...client };
}
