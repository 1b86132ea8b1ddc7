// What a line of the history changed, in readable words: field by field, before and after.

import { date, list } from "../i18n/format";
import { t } from "../i18n/index.svelte";
import type { HistoryRow } from "../ipc/bindings/HistoryRow";
import { words } from "./words.svelte";

type JsonValue = HistoryRow["before"];

export interface Change {
  field: string;
  before: string;
  after: string;
}

/** Lists whose ids stand in a field of this name. */
const LISTS: Record<string, Parameters<typeof words.label>[0]> = {
  status: "provider_statuses", category: "provider_categories", country: "countries", our_role: "our_roles", their_role: "provider_roles",
  direction: "directions", storage_countries: "countries", access_countries: "countries", sign_on: "sign_ons", told: "clients_told",
  group: "fact_groups", standard: "certifications", subjects: "data_subject_categories", volume: "volumes",
};
const NESTED = new Set(["staff_access", "client_impact", "service", "standing"]);
/** Said by the line itself, or of no use to a person. */
const QUIET = new Set(["provider", "id", "digest", "size", "group", "kind", "by"]);

type Fields = Record<string, JsonValue>;

/** `names` gives the name behind an id of the register, such as a department's. */
export function changes(before: JsonValue, after: JsonValue, names: (id: string) => string | undefined): Change[] {
  const [old, now] = [flat(before), flat(after)];
  const found: Change[] = [];
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [was, is] = [worded(key, old[key] ?? null, names), worded(key, now[key] ?? null, names)];
    if (was !== is && !QUIET.has(key)) found.push({ field: fieldName(key), before: was, after: is });
  }
  return found;
}

/** One field in readable words. */
export function wordedField(key: string, value: unknown, names: (id: string) => string | undefined): string {
  return worded(key, JSON.parse(JSON.stringify(value ?? null)) as JsonValue, names);
}

/** Groups of fields such as the staff's access are taken apart, so that one change shows as one. */
function flat(value: JsonValue): Fields {
  if (!isFields(value)) return {};
  const found: Fields = {};
  for (const [key, inner] of Object.entries(value)) {
    if (NESTED.has(key) && isFields(inner)) Object.assign(found, flat(inner));
    else found[key] = inner;
  }
  return found;
}

function isFields(value: JsonValue | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fieldName(key: string): string {
  const names: Record<string, string> = t.form.fields;
  return names[key] ?? key.replaceAll("_", " ");
}

function worded(key: string, value: JsonValue, names: (id: string) => string | undefined): string {
  if (value === null || value === "") return "";
  if (typeof value === "string") return wordedText(key, value, names);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return listed(value.map((inner) => worded(key, inner, names)));
  const parts = Object.entries(value).map(([inner, held]) => wordedPart(key, inner, held ?? null, names));
  return parts.filter((part) => part !== "").join(" · ");
}

function wordedPart(key: string, inner: string, value: JsonValue, names: (id: string) => string | undefined): string {
  if (key === "data" && inner === "category") return typeof value === "string" ? words.label("personal_data_categories", value) : "";
  if (key === "contacts" && inner === "role") return typeof value === "string" ? words.label("contact_roles", value) : "";
  if (key === "links" && inner === "kind") return typeof value === "string" ? words.label("link_kinds", value) : "";
  return worded(inner, value, names);
}

function wordedText(key: string, text: string, names: (id: string) => string | undefined): string {
  const of = LISTS[key];
  if (of) return words.label(of, text);
  if (key === "unknown") return fieldName(text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return date(text);
  return names(text) ?? text;
}

function listed(items: readonly string[]): string {
  const some = items.filter((item) => item !== "");
  return some.some((item) => item.includes(" · ") || item.includes(",")) ? some.join("; ") : list(some);
}
