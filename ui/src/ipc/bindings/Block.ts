import type { FactRow } from "./FactRow";
import type { Figure } from "./Figure";
import type { Span } from "./Span";

export type Block = { "kind": "heading", level: number, text: string } | { "kind": "paragraph", spans: Array<Span> } | { "kind": "note", text: string } | { "kind": "facts", rows: Array<FactRow> } | { "kind": "table", heads: Array<string>, widths: Array<number>, rows: Array<Array<Array<Span>>>, is_small: boolean } | { "kind": "meter", label: string, percent: number } | { "kind": "figures", items: Array<Figure> };
