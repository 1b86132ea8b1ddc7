// One line of a difference in readable words.

import { words } from "../../domain/words.svelte";
import { date, list } from "../../i18n/format";
import { t } from "../../i18n/index.svelte";
import type { SubProcessor } from "../../ipc/bindings/SubProcessor";

const COUNTRIES: ReadonlySet<string> = new Set(["country", "locations", "access_countries", "countries"]);

export function fieldLabel(field: string): string {
  const { name, parent, address, country, contact, website, service, locations, access, since } = t.subProcessors.form;
  const labels: Record<string, string> = { name, parent, address, country, contact, website, service, locations, access_countries: access, since };
  return labels[field] ?? field;
}

/** Countries come as codes, days as ISO dates. */
export function fieldText(field: string, text: string | null): string {
  if (text === null) return t.common.notStated;
  if (COUNTRIES.has(field)) return list(words.labels("countries", text.split(", ")));
  return field === "since" ? date(text) : text;
}

/** What a new line says beside its name. */
export function summary(one: SubProcessor): string[] {
  const parts: [string, string | null][] = [
    ["service", one.service], ["country", one.country], ["address", one.address], ["contact", one.contact],
    ["locations", one.locations.join(", ") || null], ["access_countries", one.access_countries.join(", ") || null], ["since", one.since],
  ];
  return parts.filter(([, text]) => text !== null).map(([field, text]) => `${t.common.field(fieldLabel(field))} ${fieldText(field, text)}`);
}
