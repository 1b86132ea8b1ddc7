import type { ProviderId } from "./ProviderId";
import type { TriageDecision } from "./TriageDecision";

export type ProviderTriage = { id: ProviderId, decision: TriageDecision };
