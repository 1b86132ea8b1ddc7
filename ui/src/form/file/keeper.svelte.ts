// Keeps the newest reply at each rest of the typing, one write after the other.

import type { Reply } from "../types";
import type { Keeping } from "./keep";

const REST = 400;

export class Keeper {
  /** When the newest was kept; `null` before, and while something newer waits. */
  keptAt = $state.raw<Date | null>(null);
  isRefused = $state(false);
  #keeping: Keeping | null = null;
  #waiting: Reply | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWriting = false;

  begin(keeping: Keeping | null): void {
    this.#keeping = keeping;
    this.isRefused = keeping === null;
  }

  changed(reply: Reply): void {
    this.#waiting = reply;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), REST);
  }

  /** Nothing is kept any more, and what waited is not either. */
  async forget(): Promise<void> {
    this.#waiting = null;
    clearTimeout(this.#timer);
    this.keptAt = null;
    await this.#keeping?.forget().catch(() => undefined);
  }

  /** At once, as the page may be gone in a moment. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#keeping || this.#isWriting) return;
    this.#isWriting = true;
    try {
      while (this.#waiting) {
        const at = new Date();
        const reply: Reply = this.#waiting;
        this.#waiting = null;
        await this.#keeping.store(reply, at);
        this.keptAt = at;
      }
      this.isRefused = false;
    } catch {
      this.isRefused = true;
    } finally {
      this.#isWriting = false;
    }
  }
}
