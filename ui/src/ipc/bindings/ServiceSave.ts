import type { ProviderId } from "./ProviderId";
import type { ServiceDraft } from "./ServiceDraft";
import type { ServiceId } from "./ServiceId";

export type ServiceSave = { provider: ProviderId, id: ServiceId | null, revision: number | null, draft: ServiceDraft };
