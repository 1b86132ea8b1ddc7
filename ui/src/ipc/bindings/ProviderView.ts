import type { Assessment } from "./Assessment";
import type { EvidenceView } from "./EvidenceView";
import type { FactGroup } from "./FactGroup";
import type { Provider } from "./Provider";
import type { ProviderId } from "./ProviderId";
import type { ServiceView } from "./ServiceView";
import type { Standing } from "./Standing";

export type ProviderView = { id: ProviderId, revision: number, provider: Provider, services: Array<ServiceView>, standings: { [key in FactGroup]?: Standing }, evidence: Array<EvidenceView>, assessment: Assessment, created_at: string, updated_at: string };
