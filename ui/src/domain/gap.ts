// Where a missing fact is filled in, and what it is called.

import { t } from "../i18n/index.svelte";
import type { Gap } from "../ipc/bindings/Gap";
import type { ProviderView } from "../ipc/bindings/ProviderView";
import type { Requirement } from "../ipc/bindings/Requirement";
import type { Route } from "../shell/router.svelte";
import { words } from "./words.svelte";

/** The path of the field in its form; `provider` in the provider's, `service` in the service's. */
export const FIELD_OF: Record<Requirement, { form: "provider" | "service"; path: string }> = {
  provider_legal_name: { form: "provider", path: "legal_name" },
  provider_address: { form: "provider", path: "address" },
  provider_country: { form: "provider", path: "country" },
  provider_status: { form: "provider", path: "status" },
  provider_category: { form: "provider", path: "category" },
  provider_contact: { form: "provider", path: "contacts" },
  provider_privacy_contact: { form: "provider", path: "contacts" },
  provider_link_dpa: { form: "provider", path: "links.dpa" },
  provider_link_sub_processors: { form: "provider", path: "links.sub_processors" },
  provider_has_service: { form: "service", path: "name" },
  service_department: { form: "service", path: "departments" },
  service_owner: { form: "service", path: "owner" },
  service_purpose: { form: "service", path: "purpose" },
  service_our_role: { form: "service", path: "our_role" },
  service_their_role: { form: "service", path: "their_role" },
  service_data_categories: { form: "service", path: "data" },
  service_data_fields: { form: "service", path: "data_fields" },
  service_data_subjects: { form: "service", path: "data.0.subjects" },
  service_volume: { form: "service", path: "data.0.volume" },
  service_direction: { form: "service", path: "direction" },
  service_storage_countries: { form: "service", path: "storage_countries" },
  service_access_countries: { form: "service", path: "access_countries" },
  service_transfers: { form: "service", path: "transfer_note" },
  service_staff_access: { form: "service", path: "staff_access.people" },
  service_staff_leavers: { form: "service", path: "staff_access.leavers" },
  service_staff_review: { form: "service", path: "staff_access.last_review" },
  service_client_impact: { form: "service", path: "client_impact.meaning" },
  service_client_told: { form: "service", path: "client_impact.told" },
};

export function gapRoute(provider: string, gap: Gap): Route {
  const { form, path } = FIELD_OF[gap.requirement];
  if (form === "provider") return { screen: "provider_form", id: provider, field: path };
  return { screen: "service_form", provider, id: gap.service, field: path };
}

/** The name of the missing fact, with its service where the provider has several. */
export function gapLabel(view: ProviderView, gap: Gap): string {
  const label = words.requirement(gap.requirement)?.label ?? gap.requirement;
  const service = view.services.length > 1 ? view.services.find((one) => one.id === gap.service) : undefined;
  return service ? t.provider.missing.inService(label, service.service.name) : label;
}
