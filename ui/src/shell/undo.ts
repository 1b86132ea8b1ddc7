// Taking back what was done last.

import { toast } from "../components/toast.svelte";
import { t } from "../i18n/index.svelte";
import { asFailure } from "../ipc/failure";
import { call } from "../ipc/rpc";
import { undoing } from "../ipc/undo.svelte";
import { program } from "./program.svelte";

/** Says what was done, with a way to take it back where there is one. */
export function toastWithUndo(text: string): void {
  const { command } = undoing;
  toast(text, command === null ? undefined : { label: t.common.undo, run: () => void takeBack(command) });
}

export async function takeBack(command: string): Promise<void> {
  try {
    await call("undo", { command });
    toastWithUndo(t.common.takenBack);
  } catch (thrown) {
    program.failure = asFailure(thrown);
  }
}
