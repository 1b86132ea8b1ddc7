import type { ProviderDraft } from "./ProviderDraft";
import type { ProviderId } from "./ProviderId";

export type ProviderSave = { id: ProviderId | null, revision: number | null, draft: ProviderDraft };
