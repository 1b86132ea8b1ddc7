// Answers and dates as people read them.

import type { Answer, Inquiry, Language, Option, Person, Question, Row } from "./types";
import { inLanguage } from "./types";

const LOCALE = { en: "en-GB", fr: "fr-FR" } as const;

/** `2026-05-25` as `25 May 2026`, `2026-05` as `May 2026`; anything else as it is. */
export function dayInWords(iso: string, language: Language): string {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso);
  if (!parts) return iso;
  const day = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] ?? 1)));
  if (Number.isNaN(day.getTime())) return iso;
  const shape: Intl.DateTimeFormatOptions = { month: "long", year: "numeric", timeZone: "UTC", ...(parts[3] ? { day: "numeric" } : {}) };
  return new Intl.DateTimeFormat(LOCALE[language], shape).format(day);
}

/** Hours and minutes, where the reader is. */
export function timeInWords(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** Day and time, where the reader is. */
export function momentInWords(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(at);
}

/** `812 kB`, `3.4 MB`: in the units in which the limits are told. */
export function sizeInWords(bytes: number, language: Language): string {
  const unit = language === "fr" ? "o" : "B";
  const isLarge = bytes >= 1024 * 1024;
  const amount = isLarge ? bytes / 1024 / 1024 : Math.max(1, bytes / 1024);
  const number = new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: isLarge ? 1 : 0 }).format(amount);
  return `${number}\u00a0${isLarge ? "M" : "k"}${unit}`;
}

/** Where options stand that a question does not bring itself. */
export type Lists = Pick<Inquiry, "vocabularies" | "countries">;

/** The options of a question, wherever they stand. */
export function optionsOf({ vocabulary, options }: Question, inquiry: Lists): readonly Option[] {
  return vocabulary ? (inquiry.vocabularies?.[vocabulary] ?? []) : (options ?? []);
}

/** The value of an answer, a line for each part; none where there is none. */
export function valueInWords(question: Question, value: Answer["value"], inquiry: Lists, language: Language): string[] {
  if (value === undefined || value === "") return [];
  if (typeof value === "number") return [new Intl.NumberFormat(LOCALE[language]).format(value)];
  const named = (id: string): string => {
    const found = question.kind === "countries" ? inquiry.countries?.find((one) => one.id === id) : optionsOf(question, inquiry).find((one) => one.id === id);
    return found ? inLanguage(found.text, language) : id;
  };
  if (typeof value === "string") return [question.kind === "date" ? dayInWords(value, language) : question.kind === "one" ? named(value) : value];
  if (!Array.isArray(value)) return [[value.name, value.email].filter(Boolean).join(", ")].filter(Boolean);
  return value.map((one) => (typeof one === "string" ? named(one) : row(question, one, language))).filter(Boolean);
}

function row({ columns }: Question, cells: Row, language: Language): string {
  return (columns ?? []).filter(({ id }) => cells[id]).map(({ id, text }) => `${inLanguage(text, language)}: ${cells[id]}`).join("; ");
}

/** How a person reads what one was asked for short: the heading, or the question itself. */
export function heading(question: Question, language: Language): string {
  return inLanguage(question.title ?? question.text, language);
}

export function personOf(value: Answer["value"]): Person {
  return typeof value === "object" && !Array.isArray(value) ? value : { name: "", email: "" };
}

export function listOf(value: Answer["value"]): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

export function rowsOf(value: Answer["value"]): Row[] {
  return Array.isArray(value) ? value.filter((one) => typeof one !== "string") : [];
}
