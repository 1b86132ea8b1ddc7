import type { Block } from "./Block";
import type { Language } from "./Language";

export type Document = { kind: string, title: string, subtitle: string | null, organisation: string, language: Language, issued_on: string, number: string, history_head: string | null, is_landscape: boolean, body: Array<Block> };
