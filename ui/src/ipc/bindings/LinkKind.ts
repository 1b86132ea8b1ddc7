export type LinkKind = "dpa" | "sub_processors" | "privacy_policy" | "security" | "trust_centre" | "terms" | "status_page";
