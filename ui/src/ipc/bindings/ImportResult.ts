import type { PossibleDuplicate } from "./PossibleDuplicate";
import type { RefusedRow } from "./RefusedRow";

export type ImportResult = { created: number, updated: number, unchanged: number, skipped: number, refused: Array<RefusedRow>, possible_duplicates: Array<PossibleDuplicate>, unmapped_columns: Array<string> };
