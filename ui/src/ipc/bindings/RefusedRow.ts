export type RefusedRow = { row: number, reason: string };
