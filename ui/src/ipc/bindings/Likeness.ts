export type Likeness = "name" | "legal_name" | "alias" | "domain";
