import type { EvidenceKind } from "./EvidenceKind";
import type { ProviderId } from "./ProviderId";

export type EvidenceDraft = { provider: ProviderId | null, title: string, kind: EvidenceKind, dated: string | null };
