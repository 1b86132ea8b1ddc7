import type { CountryCode } from "./CountryCode";
import type { ProviderId } from "./ProviderId";
import type { ProviderRole } from "./ProviderRole";
import type { ProviderStatus } from "./ProviderStatus";

export type ProviderRow = { id: ProviderId, name: string, status: ProviderStatus | null, category: string | null, country: CountryCode | null, completeness: number, gaps: number, services: number, unverified: number, stale: number, is_special: boolean, is_outside_eea: boolean, departments: Array<string>, roles: Array<ProviderRole>, countries: Array<CountryCode>, updated_at: string };
