// Dates, numbers and sizes as people read them, in the language of the settings.

import { language } from "./index.svelte";

const LOCALE = { en: "en-GB", fr: "fr-FR" } as const;

function locale(): string {
  return LOCALE[language()];
}

/** `2026-05-25` or an RFC 3339 instant as `25 May 2026`; anything else as it is. */
export function date(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!parts) return iso;
  const day = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(day);
}

/** `Monday 25 May 2026`. */
export function longDate(iso: string): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  const text = new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(day);
  return text.charAt(0).toUpperCase() + text.slice(1).replace(",", "");
}

/** Whole days from one ISO day to another; negative when the second lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The ISO day so many days later. */
export function daysLater(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The month of an ISO day, as `November 2026`, or as `Nov`. */
export function month(iso: string, style: "long" | "short" = "long"): string {
  const day = new Date(`${iso.slice(0, 7)}-01T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return new Intl.DateTimeFormat(locale(), { month: style, ...(style === "long" ? { year: "numeric" } : {}), timeZone: "UTC" }).format(day);
}

/** An RFC 3339 instant as `25 May 2026, 14:05`, in the time of this desk. */
export function instant(rfc3339: string): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return rfc3339;
  const day = new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year: "numeric" }).format(at);
  const time = new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
  return `${day}, ${time}`;
}

export function number(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

export function percent(value: number): string {
  return new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 0 }).format(value / 100);
}

/** Bytes as `412 kB` or `3.4 MB`. */
export function bytes(size: number): string {
  const steps = [["gigabyte", 1e9], ["megabyte", 1e6], ["kilobyte", 1e3], ["byte", 1]] as const;
  const [unit, one] = steps.find(([, least]) => size >= least) ?? steps[3];
  const digits = size / one < 10 && one > 1 ? 1 : 0;
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }).format(size / one);
}

/** `A, B and C`. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(items);
}

export function collator(): Intl.Collator {
  return new Intl.Collator(locale(), { sensitivity: "base", numeric: true });
}
