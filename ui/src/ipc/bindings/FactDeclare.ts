import type { FactGroup } from "./FactGroup";
import type { ProviderId } from "./ProviderId";

export type FactDeclare = { provider: ProviderId, group: FactGroup };
