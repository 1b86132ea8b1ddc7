import type { CountryCode } from "./CountryCode";
import type { DepartmentId } from "./DepartmentId";
import type { ProviderRole } from "./ProviderRole";
import type { ProviderSort } from "./ProviderSort";
import type { ProviderStatus } from "./ProviderStatus";

export type ProviderQuery = { search: string, statuses: Array<ProviderStatus>, departments: Array<DepartmentId>, roles: Array<ProviderRole>, countries: Array<CountryCode>, categories: Array<string>, completeness_below: number | null, only_special: boolean, only_outside_eea: boolean, only_stale: boolean, sort: ProviderSort, descending: boolean, offset: number, limit: number };
