// The draft of a notice as its dialog holds it.

import type { NoticeDraft } from "../../ipc/bindings/NoticeDraft";

export function newNotice(today: string): NoticeDraft {
  return {
    received_on: today, change: null, window_days: null, effective_on: null, decision: null, decided_on: null, reason: null,
    must_tell_clients: null, client_days: null, clients_told_on: null, objections: [],
  };
}
