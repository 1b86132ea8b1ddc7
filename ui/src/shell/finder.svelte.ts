// Choices that the register finds while somebody types. Those that are chosen stay known by name.

import { SvelteMap } from "svelte/reactivity";
import type { Choosable } from "../components/match";
import { latest } from "../ipc/latest";

export class Finder {
  #known = new SvelteMap<string, Choosable>();
  #found = $state.raw<Choosable[]>([]);
  #find: (text: string) => Promise<Choosable[]>;
  #show = latest<Choosable[]>((found) => (this.#found = found), () => (this.#found = []));

  constructor(find: (text: string) => Promise<Choosable[]>) {
    this.#find = find;
  }

  options: Choosable[] = $derived([...this.#found, ...[...this.#known.values()].filter((known) => !this.#found.some((one) => one.value === known.value))]);

  /** What was typed counts as found: the register searches more than the name. */
  type(text: string): void {
    this.#show(async () => (await this.#find(text)).map((one) => ({ ...one, also: [...(one.also ?? []), text.trim()] })));
  }

  know(choices: readonly Choosable[]): void {
    for (const one of choices) this.#known.set(one.value, one);
  }

  /** Keeps the names of what was chosen. */
  keep(ids: readonly string[]): void {
    this.know(this.#found.filter((one) => ids.includes(one.value)));
  }

  nameOf(id: string): string | undefined {
    return this.#known.get(id)?.label ?? this.#found.find((one) => one.value === id)?.label;
  }
}
