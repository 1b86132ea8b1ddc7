import type { EvidenceKind } from "./EvidenceKind";
import type { ProviderId } from "./ProviderId";

export type Evidence = { provider: ProviderId | null, title: string, kind: EvidenceKind, dated: string | null, file_name: string, digest: string, size: number };
