import type { Language } from "./Language";
import type { ProviderId } from "./ProviderId";
import type { ProviderQuery } from "./ProviderQuery";

export type ReportRequest = { kind: string, provider: ProviderId | null, query: ProviderQuery | null, on: string | null, language: Language };
