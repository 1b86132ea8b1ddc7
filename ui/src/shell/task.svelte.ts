// Long work of a screen: how far it is, a way to stop it, and how it failed. What was
// typed on the screen is not touched by any of it.

import { asFailure, type Failure } from "../ipc/failure";
import type { CallOptions } from "../ipc/rpc";

export class Task {
  isBusy = $state(false);
  isCancelling = $state(false);
  done = $state(0);
  /** 0 while nobody knows. */
  of = $state(0);
  failure = $state.raw<Failure | null>(null);
  #stop: AbortController | null = null;

  /** Gives `undefined` when the work failed, was cancelled, or other work still runs. */
  async run<T>(work: (options: CallOptions) => Promise<T>): Promise<T | undefined> {
    if (this.isBusy) return undefined;
    const stop = new AbortController();
    this.#stop = stop;
    this.isBusy = true;
    this.failure = null;
    this.done = this.of = 0;
    try {
      return await work({ signal: stop.signal, onProgress: ({ done, of }) => ([this.done, this.of] = [done, of]) });
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return undefined;
    } finally {
      this.isBusy = this.isCancelling = false;
      this.#stop = null;
    }
  }

  cancel(): void {
    if (!this.#stop) return;
    this.isCancelling = true;
    this.#stop.abort();
  }
}
