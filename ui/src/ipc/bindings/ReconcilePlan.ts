export type ReconcilePlan = { source: string, mapping: Array<string | null>, rows: Array<number> };
