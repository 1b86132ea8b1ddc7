// What the whole window knows: the state of the program and the register that is open.

import type { AppState } from "../ipc/bindings/AppState";
import type { OpenRegister } from "../ipc/bindings/OpenRegister";
import type { Failure } from "../ipc/failure";
import type { Sealed } from "./open";

/** What opens over any screen. */
export type Overlay = "palette" | "keys" | "recovery_offer" | "recovery_key";

class Program {
  app = $state.raw<AppState | null>(null);
  overlay = $state<Overlay | null>(null);
  /** A register that waits for its passphrase. */
  sealed = $state.raw<Sealed | null>(null);
  /** What failed outside any screen. */
  failure = $state.raw<Failure | null>(null);
  /** A register named at the start is opened once. */
  hasTriedStart = false;

  get register(): OpenRegister | null {
    return this.app?.register ?? null;
  }

  /** False while nothing may be changed. */
  get canWrite(): boolean {
    return this.register !== null && !this.register.is_read_only;
  }

  /** Whether who opened it decides who may open it. */
  get canGovern(): boolean {
    return this.register?.may_govern ?? false;
  }

  /** ISO date. */
  get today(): string {
    return this.app?.today ?? "";
  }
}

export const program = new Program();
