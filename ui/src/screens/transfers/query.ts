// What the register of transfers asks for, and its filters as removable chips.

import { words } from "../../domain/words.svelte";
import { t } from "../../i18n/index.svelte";
import type { TransferQuery } from "../../ipc/bindings/TransferQuery";
import type { TransferSums } from "../../ipc/bindings/TransferSums";

export const PAGE = 50;

export function newQuery(given: Partial<TransferQuery> = {}): TransferQuery {
  return { search: "", statuses: [], grounds: [], countries: [], provider: null, is_open: null, offset: 0, limit: PAGE, ...given };
}

/** The lines that a sum counts; what is open has no verdict of a person's yet. */
export function ofSum(sum: keyof TransferSums): Pick<TransferQuery, "statuses" | "is_open"> {
  return sum === "open" ? { statuses: [], is_open: true } : { statuses: [sum], is_open: false };
}

export function isSum(query: TransferQuery, sum: keyof TransferSums): boolean {
  const { statuses, is_open: isOpen } = ofSum(sum);
  return query.is_open === isOpen && query.statuses.join() === statuses.join();
}

export interface FilterChip {
  label: string;
  /** The query without this filter. */
  without: Partial<TransferQuery>;
}

/** `providerName` is that of the one whose transfers are shown. */
export function chips(query: TransferQuery, providerName: string): FilterChip[] {
  const texts = t.flow.list.filter;
  const found: FilterChip[] = [
    ...query.statuses.map((id) => ({ label: words.label("verdict_statuses", id), without: { statuses: query.statuses.filter((other) => other !== id) } })),
    ...query.grounds.map((id) => ({ label: words.label("grounds", id), without: { grounds: query.grounds.filter((other) => other !== id) } })),
    ...query.countries.map((id) => ({ label: words.label("countries", id), without: { countries: query.countries.filter((other) => other !== id) } })),
  ];
  if (query.provider) found.push({ label: providerName, without: { provider: null } });
  if (query.is_open !== null) found.push({ label: query.is_open ? texts.open : texts.decided, without: { is_open: null } });
  return found;
}
