import type { DecidedRow } from "./DecidedRow";
import type { ProviderStatus } from "./ProviderStatus";

export type ImportPlan = { source: string, mapping: Array<string | null>, status: ProviderStatus | null, decisions: Array<DecidedRow> };
