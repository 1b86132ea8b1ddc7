// Every text a person reads, whole sentences with placeholders, typed: a text that another
// language lacks does not compile.

import type { Language } from "../ipc/bindings/Language";
import { en } from "./en";
import { fr } from "./fr";

export type Catalogue = typeof en;

const catalogues: Record<Language, Catalogue> = { en, fr };

let chosen = $state<Language>("en");

/** Follows the settings of the desk, never the browser. */
export function setLanguage(language: Language): void {
  chosen = language;
  document.documentElement.lang = chosen;
}

export function language(): Language {
  return chosen;
}

/** The texts in the chosen language: `t.common.save`. */
export const t = new Proxy(en, {
  get: (_, area) => Reflect.get(catalogues[chosen], area) as unknown,
});
