import type { Style } from "./Style";

export type Span = { text: string, style: Style };
