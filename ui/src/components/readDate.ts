// A day as people type it. Only the shape and the calendar are looked at.

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const EUROPEAN = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;

/** `2026-05-25`, `25/05/2026` or `25.5.2026` as an ISO date; `null` when it is none. */
export function readDate(text: string): string | null {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const european = EUROPEAN.exec(trimmed);
  if (european) return day(Number(european[3]), Number(european[2]), Number(european[1]));
  return null;
}

function day(year: number, month: number, date: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, date));
  const exists = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
  return exists && year >= 1900 && year <= 2200 ? at.toISOString().slice(0, 10) : null;
}
