import type { Contact } from "./Contact";
import type { CountryCode } from "./CountryCode";
import type { HeldCertification } from "./HeldCertification";
import type { Link } from "./Link";
import type { ProviderField } from "./ProviderField";
import type { ProviderStatus } from "./ProviderStatus";

export type Provider = { name: string, legal_name: string | null, aliases: Array<string>, registration_id: string | null, category: string | null, status: ProviderStatus | null, address: string | null, country: CountryCode | null, website: string | null, contacts: Array<Contact>, links: Array<Link>, certifications: Array<HeldCertification>, unknown: Array<ProviderField>, notes: string | null, imported_notes: string | null };
