import type { EvidenceId } from "./EvidenceId";

export type Standing = { "kind": "declared", by: string, on: string } | { "kind": "verified", by: string, on: string, evidence: EvidenceId | null, place: string | null };
