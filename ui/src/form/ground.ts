import { createContext } from "svelte";
import type { Refusal } from "./attach";
import type { Texts } from "./i18n";
import type { Attachment, Inquiry, Language } from "./types";

/** What every part of the form stands on. */
export interface Ground {
  readonly language: Language;
  readonly t: Texts;
  readonly inquiry: Inquiry;
  readonly attachments: readonly Attachment[];
  /** The reader has looked at what is missing: from then on it is marked. */
  readonly marksMissing: boolean;
  attach(files: File[]): Promise<{ ids: string[]; refused: Refusal[] }>;
}

export const [ground, setGround] = createContext<Ground>();
