// What the register finds by a few letters, as choices for a Finder.

import type { Choosable } from "../components/match";
import { t } from "../i18n/index.svelte";
import type { Service } from "../ipc/bindings/Service";
import { call } from "../ipc/rpc";

const FEW = 20;
/** Providers whose services are looked up by the name of the provider. */
const LOOKED_INTO = 4;

export async function foundProviders(text: string): Promise<Choosable[]> {
  const page = await call("provider_list", {
    search: text, statuses: [], departments: [], roles: [], countries: [], categories: [], completeness_below: null,
    only_special: false, only_outside_eea: false, only_stale: false, only_working: false, only_unverified: false,
    sort: "name", descending: false, offset: 0, limit: FEW,
  });
  return page.rows.map(({ id, name, legal_name: legal }) => ({ value: id, label: name, ...(legal && legal !== name ? { hint: legal } : {}) }));
}

/** Services by their own name or by that of their provider. */
export async function foundServices(text: string): Promise<Choosable[]> {
  const typed = text.trim();
  const { services, providers } = typed ? await call("find", { text: typed }) : { services: [], providers: await call("provider_find", { text: "" }) };
  const found = services.map(({ id, name, provider_name: provider }) => serviceChoice(id, name, provider));
  const views = await Promise.all(providers.slice(0, LOOKED_INTO).map(({ id }) => call("provider_show", { id })));
  for (const view of views) found.push(...view.services.map(({ id, service }) => serviceChoice(id, service.name, view.provider.name, service)));
  return [...new Map(found.map((one) => [one.value, one])).values()];
}

export function serviceChoice(id: string, name: string, provider: string, service?: Service): Choosable {
  return { value: id, label: t.processing.form.serviceOf(name, provider), ...(service?.purpose ? { hint: service.purpose } : {}) };
}

export async function foundClients(text: string): Promise<Choosable[]> {
  const { rows } = await call("client_list", { search: text, group: null, only_current: false, offset: 0, limit: FEW });
  return rows.map(({ id, client, group_name: group }) => ({ value: id, label: client.name, ...(group ? { hint: group } : {}) }));
}
