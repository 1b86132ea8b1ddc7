export type Direction = "to_provider" | "from_provider" | "both";
