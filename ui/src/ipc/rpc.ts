// The one way to the program behind the window: a typed call, with progress and cancel.

import { Channel, invoke } from "@tauri-apps/api/core";
import type { Commands } from "./bindings/Commands";
import { asFailure } from "./failure";
import { announce } from "./tags.svelte";
import { undoing } from "./undo.svelte";

export interface Progress {
  done: number;
  of: number;
}

export interface CallOptions {
  onProgress?: (progress: Progress) => void;
  /** Aborting asks the running command to stop; it then fails as cancelled. */
  signal?: AbortSignal;
}

interface Answer {
  value: unknown;
  changed: string[];
  undo: string | null;
}

let tasks = 0;

/** Calls a command. Rejects with a `Failure`, never with anything else. */
export async function call<Name extends keyof Commands>(
  name: Name,
  argument: Commands[Name]["arguments"],
  options: CallOptions = {},
): Promise<Commands[Name]["value"]> {
  const { onProgress, signal } = options;
  const task = onProgress || signal ? `task-${Date.now()}-${++tasks}` : null;
  const progress = new Channel<Progress>();
  if (onProgress) progress.onmessage = onProgress;
  const stop = () => void invoke("rpc", { command: "cancel", arguments: { task }, progress: new Channel(), task: null }).catch(() => undefined);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    const answer = await invoke<Answer>("rpc", { command: name, arguments: argument, progress, task });
    undoing.heard(answer.changed, answer.undo);
    announce(answer.changed);
    return answer.value as Commands[Name]["value"];
  } catch (thrown) {
    throw asFailure(thrown);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
