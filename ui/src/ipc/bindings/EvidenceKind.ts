export type EvidenceKind = "contract" | "dpa" | "certificate" | "audit_report" | "policy" | "screenshot" | "correspondence" | "source_list" | "other";
