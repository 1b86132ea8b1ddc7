export type ProviderSort = "name" | "completeness" | "status" | "country" | "category" | "updated";
