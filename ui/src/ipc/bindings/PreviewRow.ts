import type { RowOutcome } from "./RowOutcome";

export type PreviewRow = { row: number, name: string, outcome: RowOutcome, remarks: Array<string> };
