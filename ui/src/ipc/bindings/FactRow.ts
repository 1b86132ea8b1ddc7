import type { Span } from "./Span";

export type FactRow = { label: string, value: Array<Span>, note: string | null };
