// What the agenda asks for, and its filters as removable chips.

import { words } from "../../domain/words.svelte";
import { date, daysLater, month } from "../../i18n/format";
import { t } from "../../i18n/index.svelte";
import type { DueQuery } from "../../ipc/bindings/DueQuery";
import { lastOfMonth } from "./agenda";

export const PAGE = 100;

export function newQuery(given: Partial<DueQuery> = {}): DueQuery {
  return { search: "", from: null, until: null, rules: [], only_snoozed: false, offset: 0, limit: PAGE, ...given };
}

/** The span of days of one month; of none, all days. */
export function ofMonth(first: string | null): Pick<DueQuery, "from" | "until"> {
  return { from: first, until: first && lastOfMonth(first) };
}

/** The month that the span is, by its first day. */
export function monthOf({ from, until }: DueQuery): string | null {
  return from && from.endsWith("-01") && until === lastOfMonth(from) ? from : null;
}

/** Until yesterday. */
export function lateOnly(today: string): Pick<DueQuery, "from" | "until"> {
  return { from: null, until: daysLater(today, -1) };
}

export function isLateOnly({ from, until }: DueQuery, today: string): boolean {
  return from === null && until === daysLater(today, -1);
}

export interface FilterChip {
  label: string;
  /** The query without this filter. */
  without: Partial<DueQuery>;
}

export function chips(query: DueQuery, today: string): FilterChip[] {
  const found: FilterChip[] = query.rules.map((rule) => ({ label: words.label("due_rules", rule), without: { rules: query.rules.filter((other) => other !== rule) } }));
  const span = spanText(query, today);
  if (span) found.push({ label: span, without: { from: null, until: null } });
  if (query.only_snoozed) found.push({ label: t.calendar.filter.snoozed, without: { only_snoozed: false } });
  return found;
}

function spanText(query: DueQuery, today: string): string | null {
  const { from, until } = query;
  const texts = t.calendar.filter;
  if (isLateOnly(query, today)) return texts.late;
  const first = monthOf(query);
  if (first) return month(first);
  if (from && from === until) return texts.day(date(from));
  if (from && until) return texts.span(date(from), date(until));
  if (from) return texts.from(date(from));
  return until ? texts.until(date(until)) : null;
}
