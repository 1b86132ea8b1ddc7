// The agenda in its parts: late, this week, the rest of this month, then month by month.

import { daysLater } from "../../i18n/format";
import type { DueLine } from "../../ipc/bindings/DueLine";

export interface AgendaPart {
  /** `late`, `week`, `month`, or the first day of a month to come. */
  of: string;
  lines: DueLine[];
}

/** The lines as they come, earliest first. */
export function parts(lines: readonly DueLine[], today: string): AgendaPart[] {
  const found: AgendaPart[] = [];
  for (const line of lines) {
    const of = partOf(line, today);
    const last = found.at(-1);
    if (last?.of === of) last.lines.push(line);
    else found.push({ of, lines: [line] });
  }
  return found;
}

function partOf({ is_late, due }: DueLine, today: string): string {
  if (is_late) return "late";
  if (due.on <= lastOfWeek(today)) return "week";
  return due.on.slice(0, 7) === today.slice(0, 7) ? "month" : `${due.on.slice(0, 7)}-01`;
}

/** The Sunday of the week. */
export function lastOfWeek(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return daysLater(day, (7 - weekday) % 7);
}

/** The last day of the month that begins on this day. */
export function lastOfMonth(first: string): string {
  const next = daysLater(`${first.slice(0, 7)}-01`, 31);
  return daysLater(`${next.slice(0, 7)}-01`, -1);
}
