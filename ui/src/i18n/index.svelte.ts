// Every text a person reads, whole sentences with placeholders, typed: a text that another
// language lacks does not compile.

import type { Language } from "../ipc/bindings/Language";
import { en } from "./en";

export type Catalogue = typeof en;

const catalogues: Partial<Record<Language, Catalogue>> = { en };

let chosen = $state<Language>("en");

/** Follows the settings of the desk, never the browser. A language without texts yet is read as English. */
export function setLanguage(language: Language): void {
  chosen = catalogues[language] ? language : "en";
  document.documentElement.lang = chosen;
}

export function language(): Language {
  return chosen;
}

/** The texts in the chosen language: `t.common.save`. */
export const t = new Proxy(en, {
  get: (_, area) => Reflect.get(catalogues[chosen] ?? en, area) as unknown,
});
