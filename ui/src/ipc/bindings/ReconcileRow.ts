import type { ReconcileMatch } from "./ReconcileMatch";

export type ReconcileRow = { row: number, name: string, amount: string | null, found: ReconcileMatch };
