// What the list of activities asks for, and its filters as removable chips.

import { words } from "../../domain/words.svelte";
import { t } from "../../i18n/index.svelte";
import type { ActivityQuery } from "../../ipc/bindings/ActivityQuery";
import type { ActivityRole } from "../../ipc/bindings/ActivityRole";

export const PAGE = 50;

export function newQuery(role: ActivityRole, given: Partial<ActivityQuery> = {}): ActivityQuery {
  return {
    search: "", statuses: [], departments: [], provider: null, client: null, group: null,
    only_incomplete: false, only_special: false, only_outside_eea: false,
    sort: "name", descending: false, offset: 0, limit: PAGE, ...given, role,
  };
}

export interface FilterChip {
  label: string;
  /** The query without this filter. */
  without: Partial<ActivityQuery>;
}

/** `nameOf` gives the name behind an id of the register. */
export function chips(query: ActivityQuery, nameOf: (id: string) => string): FilterChip[] {
  const texts = t.processing.filter;
  const found: FilterChip[] = [
    ...query.statuses.map((id) => ({ label: words.label("activity_statuses", id), without: { statuses: query.statuses.filter((other) => other !== id) } })),
    ...query.departments.map((id) => ({ label: nameOf(id), without: { departments: query.departments.filter((other) => other !== id) } })),
  ];
  if (query.provider) found.push({ label: texts.ofProvider(nameOf(query.provider)), without: { provider: null } });
  if (query.client) found.push({ label: texts.ofClient(nameOf(query.client)), without: { client: null } });
  if (query.group) found.push({ label: texts.ofClient(nameOf(query.group)), without: { group: null } });
  if (query.only_incomplete) found.push({ label: texts.onlyIncomplete, without: { only_incomplete: false } });
  if (query.only_special) found.push({ label: texts.onlySpecial, without: { only_special: false } });
  if (query.only_outside_eea) found.push({ label: texts.onlyOutsideEea, without: { only_outside_eea: false } });
  return found;
}

/** The query without any filter; order stays. */
export function unfiltered(query: ActivityQuery): Partial<ActivityQuery> {
  return { statuses: [], departments: [], provider: null, client: null, group: null, only_incomplete: false, only_special: false, only_outside_eea: false, sort: query.sort, descending: query.descending };
}
