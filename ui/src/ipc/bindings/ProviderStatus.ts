export type ProviderStatus = "proposed" | "in_use" | "under_review" | "suspended" | "being_replaced" | "ended";
