// The languages of the screens, each by its own name, so that everybody finds theirs.

import type { Language } from "../ipc/bindings/Language";

export const LANGUAGES: readonly { value: Language; label: string }[] = [
  { value: "en", label: "English" },
  { value: "fr", label: "Français" },
];
