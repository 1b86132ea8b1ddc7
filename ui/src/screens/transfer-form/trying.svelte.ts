// The verdict on what is typed: asked for after the last key, and only the newest answer counts.

import type { TransferDraft } from "../../ipc/bindings/TransferDraft";
import type { TransferTry } from "../../ipc/bindings/TransferTry";
import type { Verdict } from "../../ipc/bindings/Verdict";
import { asFailure, type Failure } from "../../ipc/failure";
import { latest } from "../../ipc/latest";
import { call } from "../../ipc/rpc";
import { tried } from "./draft";

/** Milliseconds after the last key. */
const PAUSE = 250;

export class Trying {
  verdict = $state.raw<Verdict | null>(null);
  /** A later answer is awaited. */
  isAsking = $state(false);
  failure = $state.raw<Failure | null>(null);

  /** `draft` gives nothing until the form is filled. */
  constructor(of: () => Pick<TransferTry, "provider" | "id">, draft: () => TransferDraft | null) {
    const ask = latest<Verdict>(
      (verdict) => ([this.verdict, this.failure, this.isAsking] = [verdict, null, false]),
      (thrown) => this.#failed(asFailure(thrown)),
    );
    $effect(() => {
      const typed = draft();
      if (!typed) return;
      const question: TransferTry = { ...of(), draft: tried($state.snapshot(typed) as TransferDraft), on: null };
      this.isAsking = true;
      const timer = setTimeout(() => ask(() => call("transfer_try", question)), PAUSE);
      return () => clearTimeout(timer);
    });
  }

  /** What the rules cannot read yet is said at its field when it is saved. */
  #failed(failure: Failure): void {
    this.isAsking = false;
    this.verdict = null;
    this.failure = failure.kind === "invalid" ? null : failure;
  }
}
