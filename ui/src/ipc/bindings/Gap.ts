import type { Requirement } from "./Requirement";
import type { ServiceId } from "./ServiceId";

export type Gap = { requirement: Requirement, service: ServiceId | null, is_unknown: boolean };
