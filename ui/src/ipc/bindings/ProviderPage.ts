import type { ProviderRow } from "./ProviderRow";

export type ProviderPage = { rows: Array<ProviderRow>, total: number, is_capped: boolean };
