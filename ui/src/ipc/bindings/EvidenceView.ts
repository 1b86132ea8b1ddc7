import type { EvidenceId } from "./EvidenceId";
import type { EvidenceKind } from "./EvidenceKind";

export type EvidenceView = { id: EvidenceId, title: string, kind: EvidenceKind, dated: string | null, file_name: string, digest: string, size: number, added_at: string, added_by: string };
