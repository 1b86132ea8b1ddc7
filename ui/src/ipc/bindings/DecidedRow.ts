import type { RowDecision } from "./RowDecision";

export type DecidedRow = { row: number, decision: RowDecision };
