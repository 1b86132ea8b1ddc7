// The texts of the form, apart from those of the program: the page carries no more than it needs.

import type { Language } from "../types";
import { en } from "./en";
import { fr } from "./fr";

export type Texts = typeof en;

export const texts: Record<Language, Texts> = { en, fr };
