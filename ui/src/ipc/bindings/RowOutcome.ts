import type { ProviderId } from "./ProviderId";
import type { RowDecision } from "./RowDecision";
import type { SimilarProvider } from "./SimilarProvider";

export type RowOutcome = { "kind": "create" } | { "kind": "update", id: ProviderId, changes: Array<string> } | { "kind": "unchanged", id: ProviderId } | { "kind": "possible", candidates: Array<SimilarProvider>, decision: RowDecision | null } | { "kind": "skip" } | { "kind": "refuse", reasons: Array<string> };
