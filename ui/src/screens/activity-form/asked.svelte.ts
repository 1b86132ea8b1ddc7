// What the form asks for: the fields of the role, and what is filled in although the role has no such
// field, because a provider or an import brought it or the role was changed. What was shown once stays.

import { SvelteSet } from "svelte/reactivity";
import { hasField } from "../../domain/record";
import { words } from "../../domain/words.svelte";
import type { ActivityDraft } from "../../ipc/bindings/ActivityDraft";
import { isFilled } from "./draft";

export class Asked {
  #shown = new SvelteSet<keyof ActivityDraft>();
  #draft: () => ActivityDraft;

  constructor(draft: () => ActivityDraft) {
    this.#draft = draft;
    $effect(() => {
      const now = draft();
      for (const key of Object.keys(now) as (keyof ActivityDraft)[]) if (isFilled(now, key)) this.#shown.add(key);
    });
  }

  /** Of whichever role. */
  get filled(): (keyof ActivityDraft)[] {
    return [...this.#shown];
  }

  has(key: keyof ActivityDraft): boolean {
    const { role } = this.#draft();
    const field = words.recordField(key === "data" ? "data_categories" : key);
    return (role !== null && field !== undefined && hasField(role, field)) || isFilled(this.#draft(), key) || this.#shown.has(key);
  }
}
