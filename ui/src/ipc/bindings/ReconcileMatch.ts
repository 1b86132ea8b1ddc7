import type { ProviderId } from "./ProviderId";
import type { SimilarProvider } from "./SimilarProvider";

export type ReconcileMatch = { "kind": "known", id: ProviderId, name: string } | { "kind": "possible", candidates: Array<SimilarProvider> } | { "kind": "missing" };
