import type { ProviderStatus } from "../../ipc/bindings/ProviderStatus";

/** The statuses of providers that work for us now. */
export const WORKING: readonly ProviderStatus[] = ["in_use", "under_review", "suspended", "being_replaced"];
