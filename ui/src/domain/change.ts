// What a line of the history changed, in readable words: field by field, before and after.

import { date, list } from "../i18n/format";
import { t } from "../i18n/index.svelte";
import type { HistoryRow } from "../ipc/bindings/HistoryRow";
import { words } from "./words.svelte";

type JsonValue = HistoryRow["before"];
type List = Parameters<typeof words.label>[0];
type Names = (id: string) => string | undefined;

export interface Change {
  field: string;
  before: string;
  after: string;
}

/** Lists whose ids stand in a field of this name. */
const LISTS: Record<string, List> = {
  status: "provider_statuses", category: "provider_categories", country: "countries", our_role: "our_roles", their_role: "provider_roles",
  direction: "directions", storage_countries: "countries", access_countries: "countries", sign_on: "sign_ons", told: "clients_told",
  standard: "certifications", subjects: "data_subject_categories", volume: "volumes", parent_country: "countries", countries: "countries",
  locations: "countries", mechanism: "mechanisms", mechanisms: "mechanisms", legal_bases: "legal_bases", special_conditions: "special_conditions",
  rights: "data_rights", dpia: "dpia_statuses", family: "security_families", no_transfer: "no_transfer_reasons", organisation: "organisations",
};
/** The same names mean something else in these records. */
const LISTS_OF: Record<string, Record<string, List>> = {
  activity: { status: "activity_statuses", role: "activity_roles" },
  transfer: { status: "dpf_statuses", decision: "transfer_decisions" },
  tia: { outcome: "tia_outcomes" },
  notice: { decision: "notice_decisions", outcome: "objection_outcomes" },
  list_edit: { list: "legal_lists" },
  list_update: { list: "legal_lists" },
};
/** Lists whose ids stand in a part of an entry, such as the role of a contact. */
const PARTS: Record<string, Record<string, List>> = {
  data: { category: "personal_data_categories" },
  contacts: { role: "contact_roles" },
  links: { kind: "link_kinds" },
  recipients: { kind: "recipient_kinds" },
  measures: { kind: "measure_kinds" },
};
const NESTED = new Set(["staff_access", "client_impact", "service", "standing", "transfer", "assessment", "sub_processor", "notice", "dpf"]);
/** Said by the line itself, or of no use to a person. */
const QUIET = new Set(["provider", "id", "digest", "size", "group", "kind", "by"]);
const QUIET_OF: Record<string, ReadonlySet<string>> = {
  client: new Set(), action: new Set(["provider", "activity"]), transfer: new Set(["provider"]), tia: new Set(["provider", "id"]),
  sub_processor: new Set(["provider"]), notice: new Set(["provider"]), snooze: new Set(), confirmation: new Set(), list_update: new Set(["entries"]),
};

type Fields = Record<string, JsonValue>;

/** `names` gives the name behind an id of the register, such as a department's; `entity` is the kind of record. */
export function changes(before: JsonValue, after: JsonValue, names: Names, entity = ""): Change[] {
  const [old, now] = [flat(before), flat(after)];
  const quiet = QUIET_OF[entity] ?? QUIET;
  const found: Change[] = [];
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (quiet.has(key)) continue;
    const [was, is] = [worded(key, old[key] ?? null, names, entity), worded(key, now[key] ?? null, names, entity)];
    if (was !== is) found.push({ field: fieldName(key, entity), before: was, after: is });
  }
  return found;
}

/** One field in readable words. */
export function wordedField(key: string, value: unknown, names: Names, entity = ""): string {
  return worded(key, JSON.parse(JSON.stringify(value ?? null)) as JsonValue, names, entity);
}

export function fieldName(key: string, entity = ""): string {
  const forms: Record<string, string> = t.form.fields;
  const name = namesOf(entity)[key] ?? (entity === "activity" ? words.recordField(key)?.label : undefined) ?? forms[key] ?? t.history.fields[key];
  return name ?? key.replaceAll("_", " ");
}

/** What the forms of the newer records call their fields. */
function namesOf(entity: string): Record<string, string> {
  switch (entity) {
    case "activity": return t.processing.fields;
    case "client": case "client_group": return t.clients.fields;
    case "transfer": case "tia": case "sub_processor": case "notice": case "action": case "published_list": case "snooze": case "confirmation": return t.history.fields;
    default: return {};
  }
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

function worded(key: string, value: JsonValue, names: Names, entity: string): string {
  if (value === null || value === "") return "";
  if (typeof value === "string") return wordedText(key, value, names, entity);
  if (typeof value === "boolean") return value ? t.history.yes : t.history.no;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return listed(value.map((inner) => worded(key, inner, names, entity)));
  if (key === "exporter" || key === "importer") return party(value, names);
  // Of a published list the names are enough: it is kept as it was.
  if (key === "entries" && typeof value.name === "string") return value.name;
  const parts = Object.entries(value).map(([inner, held]) => wordedPart(key, inner, held ?? null, names, entity));
  return parts.filter((part) => part !== "").join(" · ");
}

function wordedPart(key: string, inner: string, value: JsonValue, names: Names, entity: string): string {
  const of = PARTS[key]?.[inner];
  if (of && typeof value === "string") return words.label(of, value);
  return worded(inner, value, names, entity);
}

/** One end of a transfer. */
function party(value: Fields, names: Names): string {
  if (typeof value.name === "string") return value.name;
  if (typeof value.id === "string") return wordedText("id", value.id, names, "");
  return typeof value.kind === "string" ? (t.history.parties[value.kind] ?? value.kind) : "";
}

function wordedText(key: string, text: string, names: Names, entity: string): string {
  const of = LISTS_OF[entity]?.[key] ?? LISTS[key];
  if (of) return words.label(of, text);
  if (key === "unknown") return fieldName(text, entity);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return date(text);
  return names(text) ?? (isId(text) ? t.history.record : text);
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

function listed(items: readonly string[]): string {
  const some = items.filter((item) => item !== "");
  return some.some((item) => item.includes(" · ") || item.includes(",")) ? some.join("; ") : list(some);
}
