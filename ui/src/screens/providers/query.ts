// What the list asks for, and its filters as removable chips.

import type { ProviderQuery } from "../../ipc/bindings/ProviderQuery";
import { words } from "../../domain/words.svelte";
import { percent } from "../../i18n/format";
import { t } from "../../i18n/index.svelte";

export const PAGE = 50;
export const BELOW = [25, 50, 80, 100] as const;

export function newQuery(given: Partial<ProviderQuery> = {}): ProviderQuery {
  return {
    search: "", statuses: [], departments: [], roles: [], countries: [], categories: [],
    completeness_below: null, only_special: false, only_outside_eea: false, only_stale: false, only_unverified: false, only_working: false,
    sort: "name", descending: false, offset: 0, limit: PAGE, ...given,
  };
}

export interface FilterChip {
  label: string;
  /** The query without this filter. */
  without: Partial<ProviderQuery>;
}

export function chips(query: ProviderQuery, departmentName: (id: string) => string): FilterChip[] {
  const texts = t.providers.filter;
  const of = <Key extends "statuses" | "roles" | "categories" | "departments" | "countries">(key: Key, label: (id: string) => string): FilterChip[] =>
    query[key].map((id) => ({ label: label(id), without: { [key]: query[key].filter((other) => other !== id) } }));
  const found = [
    ...of("statuses", (id) => words.label("provider_statuses", id)),
    ...of("departments", departmentName),
    ...of("roles", (id) => words.label("provider_roles", id)),
    ...of("countries", (id) => words.label("countries", id)),
    ...of("categories", (id) => words.label("provider_categories", id)),
  ];
  if (query.completeness_below !== null) found.push({ label: texts.below(percent(query.completeness_below)), without: { completeness_below: null } });
  if (query.only_special) found.push({ label: texts.onlySpecial, without: { only_special: false } });
  if (query.only_outside_eea) found.push({ label: texts.onlyOutsideEea, without: { only_outside_eea: false } });
  if (query.only_stale) found.push({ label: texts.onlyStale, without: { only_stale: false } });
  if (query.only_unverified) found.push({ label: texts.onlyUnverified, without: { only_unverified: false } });
  if (query.only_working) found.push({ label: texts.onlyWorking, without: { only_working: false } });
  return found;
}

/** The query without any filter; search and order stay. */
export function unfiltered(query: ProviderQuery): ProviderQuery {
  return newQuery({ search: query.search, sort: query.sort, descending: query.descending });
}
