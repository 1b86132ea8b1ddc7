// What is being typed into a form survives a lock, a power cut and a crash: it is kept inside the
// register while it is typed, and offered when the register is opened again.

import type { KeptDraft } from "../ipc/bindings/KeptDraft";
import { call } from "../ipc/rpc";
import { type FormRoute, keptOf, type Kept } from "./kept";
import { program } from "./program.svelte";
import { router } from "./router.svelte";

/** Milliseconds after the last change. */
const PAUSE = 1_500;
/** Milliseconds after the first change that is not kept: somebody who types without a pause. */
const LATEST = 5_000;

class Drafts {
  /** What was found at the opening and waits for an answer. */
  offered = $state.raw<Kept | null>(null);
  /** Waits for its form. */
  #continued: Kept | null = null;
  /** The form that is being typed into, and what it holds. */
  #typing: { form: object; read: () => KeptDraft } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changedAt: number | null = null;
  /** Whether the register holds something from the form that is being typed into. */
  #isKept = false;
  /** One after the other, so that the last word is the last. */
  #work: Promise<void> = Promise.resolve();

  /** After a register was opened or closed. */
  async look(): Promise<void> {
    this.offered = this.#continued = null;
    this.#isKept = false;
    if (!program.canWrite) return;
    const found = await call("draft_show", {}).catch(() => null);
    this.offered = keptOf(found);
  }

  /** Goes on writing where it was left. */
  resume(): void {
    const kept = this.offered;
    if (!kept) return;
    router.attempt(() => {
      [this.offered, this.#continued, this.#isKept] = [null, kept, true];
      router.go(kept.route);
    });
  }

  throwAway(): void {
    this.offered = null;
    if (!this.#isKept) this.#send(null);
  }

  /** Gives what was kept for a form at this place to that form, once. A record that is loaded
   *  later takes it when it is there. */
  take(route: FormRoute, isNew: boolean): Kept | null {
    const kept = this.#continued;
    if (!kept || JSON.stringify(kept.route) !== JSON.stringify(route) || (kept.revision === null) !== isNew) return null;
    this.#continued = null;
    return kept;
  }

  /** The form changed and holds something that is not saved. */
  typed(form: object, read: () => KeptDraft): void {
    if (!program.canWrite) return;
    this.#typing = { form, read };
    clearTimeout(this.#timer);
    const now = Date.now();
    this.#changedAt ??= now;
    this.#timer = setTimeout(() => this.#keep(), Math.max(0, Math.min(PAUSE, this.#changedAt + LATEST - now)));
  }

  /** The form has nothing more to keep: saved, thrown away, or as it was. */
  done(form: object): void {
    if (this.#typing?.form !== form) return;
    this.#typing = this.#changedAt = null;
    clearTimeout(this.#timer);
    if (this.#isKept) this.#send(this.offered);
    this.#isKept = false;
  }

  /** Resolves when what is typed now is kept. */
  async flush(): Promise<void> {
    if (this.#typing) this.#keep();
    await this.settled();
  }

  /** Resolves when the register knows what was thrown away. */
  settled(): Promise<void> {
    return this.#work;
  }

  #keep(): void {
    clearTimeout(this.#timer);
    this.#changedAt = null;
    if (!this.#typing) return;
    this.#isKept = true;
    this.#send(this.#typing.read());
  }

  /** That this fails must never be in the way of typing. */
  #send(kept: KeptDraft | null): void {
    this.#work = this.#work.then(() => call("draft_keep", { kept })).then(() => undefined, () => undefined);
  }
}

export const drafts = new Drafts();
