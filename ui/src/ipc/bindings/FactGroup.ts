export type FactGroup = "identity" | "data" | "locations" | "transfers" | "sub_processors" | "staff_access" | "contract" | "certifications";
