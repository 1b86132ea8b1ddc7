import type { Language } from "./Language";

export type IssuedReport = { number: string, kind: string, title: string, language: Language, issued_on: string, at: string, who: string, digest: string, pages: number };
