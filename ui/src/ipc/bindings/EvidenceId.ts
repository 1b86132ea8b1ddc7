export type EvidenceId = string;
