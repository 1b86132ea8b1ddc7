import type { Likeness } from "./Likeness";
import type { ProviderId } from "./ProviderId";

export type SimilarProvider = { id: ProviderId, name: string, reason: Likeness };
