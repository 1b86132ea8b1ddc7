// What a dialog does to the register: once at a time, and what is wrong is said at the field it was
// typed in.

import { tick } from "svelte";
import { focusField } from "../components/focusField";
import { failureText, faultsByField } from "../i18n/failure";
import type { Failure, Refusal } from "../ipc/failure";
import { Task } from "./task.svelte";

/** Refusals that one field is to blame for, with its path. */
type Blamed = Partial<Record<Refusal["code"], string>>;

export class Deed {
  root = $state<HTMLElement>();
  readonly #task = new Task();
  readonly #blamed: Blamed;

  constructor(blamed: Blamed = {}) {
    this.#blamed = blamed;
  }

  get isBusy(): boolean {
    return this.#task.isBusy;
  }

  /** What is wrong, by field. */
  get errors(): Record<string, string> {
    const failure = this.#task.failure;
    if (failure?.kind === "invalid") return faultsByField(failure.fields);
    const field = failure?.kind === "refused" ? this.#blamed[failure.reason.code] : undefined;
    return failure && field ? { [field]: failureText(failure) } : {};
  }

  /** What no field is to blame for. */
  get failure(): Failure | null {
    return Object.keys(this.errors).length ? null : this.#task.failure;
  }

  set failure(failure: Failure | null) {
    this.#task.failure = failure;
  }

  /** Gives `undefined` when it failed, or runs already. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#task.isBusy) return undefined;
    const done = await this.#task.run(work);
    const [field] = Object.keys(this.errors);
    if (done === undefined && field) {
      await tick();
      if (this.root) focusField(this.root, field);
    }
    return done;
  }
}
