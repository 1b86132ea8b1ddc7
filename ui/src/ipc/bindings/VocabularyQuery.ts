import type { Language } from "./Language";

export type VocabularyQuery = { language: Language };
