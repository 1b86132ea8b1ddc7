import type { CountryCode } from "./CountryCode";

export type Organisation = { name: string, legal_name: string | null, registration_id: string | null, address: string | null, country: CountryCode | null, contact_email: string | null, contact_phone: string | null, representative: string | null, dpo_name: string | null, dpo_email: string | null, dpo_phone: string | null, lead_authority: string | null };
