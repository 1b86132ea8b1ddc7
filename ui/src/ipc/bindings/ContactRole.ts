export type ContactRole = "general" | "privacy" | "dpo" | "security" | "sales" | "support";
