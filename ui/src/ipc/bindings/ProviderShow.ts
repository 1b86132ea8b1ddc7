import type { ProviderId } from "./ProviderId";

export type ProviderShow = { id: ProviderId };
