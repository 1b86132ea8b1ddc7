export type Volume = "under_100" | "from_100" | "from_10000" | "from_100000";
