export type ProviderField = "legal_name" | "registration_id" | "address" | "country" | "website" | "contacts" | "certifications" | "link_dpa" | "link_sub_processors";
