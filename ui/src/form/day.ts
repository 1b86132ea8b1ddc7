// A day, a month or a year as people type it.

import { readDate } from "../components/readDate";

const YEAR = /^(\d{4})$/;
const ISO_MONTH = /^(\d{4})-(\d{1,2})$/;
const MONTH = /^(\d{1,2})[./-](\d{4})$/;

/** `2026-05-25`, `2026-05` or `2026`; `null` when it is none of them. */
export function readDay(text: string): string | null {
  const trimmed = text.trim();
  const year = YEAR.exec(trimmed)?.[1];
  if (year) return isYear(Number(year)) ? year : null;
  const iso = ISO_MONTH.exec(trimmed);
  if (iso) return month(Number(iso[1]), Number(iso[2]));
  const european = MONTH.exec(trimmed);
  if (european) return month(Number(european[2]), Number(european[1]));
  return readDate(trimmed);
}

function month(year: number, month: number): string | null {
  return isYear(year) && month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, "0")}` : null;
}

function isYear(year: number): boolean {
  return year >= 1900 && year <= 2200;
}
