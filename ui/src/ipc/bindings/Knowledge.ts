export type Knowledge = "known" | "unknown" | "missing" | "not_applicable";
