import type { CountryCode } from "./CountryCode";
import type { FactGroup } from "./FactGroup";
import type { Gap } from "./Gap";

export type Assessment = { completeness: number, gaps: Array<Gap>, special_categories: Array<string>, outside_eea: Array<CountryCode>, unverified: Array<FactGroup>, stale: Array<FactGroup>, valid_until: string | null };
