import type { EvidenceId } from "./EvidenceId";
import type { FactGroup } from "./FactGroup";
import type { ProviderId } from "./ProviderId";

export type FactVerify = { provider: ProviderId, group: FactGroup, on: string | null, evidence: EvidenceId | null, place: string | null };
