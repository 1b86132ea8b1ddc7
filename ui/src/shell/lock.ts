// Locking a sealed register: its key is wiped behind the window, and the window begins anew, so that
// nothing of the register is left in it.

import type { AppState } from "../ipc/bindings/AppState";
import { asFailure } from "../ipc/failure";
import { call } from "../ipc/rpc";
import { drafts } from "./drafts.svelte";
import { program } from "./program.svelte";

let isLocking = false;

/** What is being typed is kept in the register first. */
export async function lockRegister(): Promise<void> {
  if (isLocking || !program.register?.is_sealed) return;
  isLocking = true;
  try {
    await drafts.flush();
    await call("register_lock", {});
    location.reload();
  } catch (thrown) {
    const failure = asFailure(thrown);
    // It was locked before this was heard.
    if (failure.kind === "refused" && failure.reason.code === "no_register_open") location.reload();
    program.failure = failure;
    isLocking = false;
  }
}

/** The state of the program as it was told; a register that was locked meanwhile leaves the window. */
export function takeApp(app: AppState): void {
  if (program.register && !app.register && app.locked) location.reload();
  else program.app = app;
}
