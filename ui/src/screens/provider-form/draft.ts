// The draft of a provider as the form holds it: links by kind instead of a list.

import type { ContactRole } from "../../ipc/bindings/ContactRole";
import type { LinkKind } from "../../ipc/bindings/LinkKind";
import type { Provider } from "../../ipc/bindings/Provider";
import type { ProviderDraft } from "../../ipc/bindings/ProviderDraft";
import type { ProviderField } from "../../ipc/bindings/ProviderField";

export const LINK_KINDS: readonly LinkKind[] = ["dpa", "sub_processors", "privacy_policy", "security", "trust_centre", "terms", "status_page"];

/** A contact whose role nobody has chosen yet cannot be sent. */
interface FormContact {
  role: ContactRole;
  name: string | null;
  email: string | null;
  phone: string | null;
}

interface FormCertification {
  standard: string | null;
  scope: string | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface ProviderFormDraft extends Omit<ProviderDraft, "links" | "contacts" | "certifications"> {
  links: Record<LinkKind, string | null>;
  contacts: FormContact[];
  certifications: FormCertification[];
}

export function newDraft(): ProviderFormDraft {
  return {
    name: "", legal_name: null, aliases: [], registration_id: null, category: null, status: null, address: null, country: null, parent: null, parent_country: null, website: null,
    contacts: [], links: noLinks(), certifications: [], unknown: [], notes: null, imported_notes: null,
  };
}

export function draftOf(provider: Provider): ProviderFormDraft {
  const links = noLinks();
  for (const link of provider.links) links[link.kind] = link.url;
  return structuredClone({ ...provider, parent: provider.parent ?? null, parent_country: provider.parent_country ?? null, links });
}

export function sent(draft: ProviderFormDraft): ProviderDraft {
  return {
    ...draft,
    links: filled(draft).map((kind) => ({ kind, url: draft.links[kind] ?? "" })),
    certifications: draft.certifications.filter((held) => held.standard !== null).map((held) => ({ ...held, standard: held.standard ?? "" })),
    unknown: draft.unknown.filter((field) => isEmpty(draft, field)),
  };
}

/** Where a fault in the sent draft shows in the form. */
export function place(path: string, draft: ProviderFormDraft): string {
  const [list, at] = path.split(".");
  if (list === "unknown" && at) return at.startsWith("link_") ? `links.${at.slice("link_".length)}` : at;
  if (list === "links") return `links.${filled(draft)[Number(at)] ?? "dpa"}`;
  return path;
}

export function isEmpty(draft: ProviderFormDraft, field: ProviderField): boolean {
  switch (field) {
    case "contacts": return draft.contacts.every((contact) => !contact.name && !contact.email && !contact.phone);
    case "certifications": return draft.certifications.every((held) => !held.standard);
    case "link_dpa": return draft.links.dpa === null;
    case "link_sub_processors": return draft.links.sub_processors === null;
    default: return draft[field] === null;
  }
}

function filled(draft: ProviderFormDraft): LinkKind[] {
  return LINK_KINDS.filter((kind) => draft.links[kind] !== null);
}

function noLinks(): Record<LinkKind, string | null> {
  return { dpa: null, sub_processors: null, privacy_policy: null, security: null, trust_centre: null, terms: null, status_page: null };
}
