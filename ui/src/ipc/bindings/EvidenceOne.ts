import type { EvidenceId } from "./EvidenceId";

export type EvidenceOne = { id: EvidenceId };
