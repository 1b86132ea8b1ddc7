export type ImportCounts = { created: number, updated: number, unchanged: number, skipped: number, refused: number, possible: number };
