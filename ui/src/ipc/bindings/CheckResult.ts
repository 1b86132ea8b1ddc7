import type { Finding } from "./Finding";

export type CheckResult = { is_whole: boolean, findings: Array<Finding>, schema: number, history_lines: number, erased_payloads: number, evidence_files: number, records: number, head: string };
