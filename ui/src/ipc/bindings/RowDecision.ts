import type { ProviderId } from "./ProviderId";

export type RowDecision = { "kind": "merge", into: ProviderId } | { "kind": "create" } | { "kind": "skip" };
