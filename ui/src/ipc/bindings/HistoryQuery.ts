import type { ProviderId } from "./ProviderId";

export type HistoryQuery = { provider: ProviderId | null, before: number | null, limit: number | null };
