export type Style = "plain" | "strong" | "faint" | "unknown" | "warning";
