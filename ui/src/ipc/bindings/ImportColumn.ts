export type ImportColumn = { index: number, header: string, samples: Array<string>, field: string | null };
