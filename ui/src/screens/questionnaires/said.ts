// What an answer would change in a record, in words: the question's own, and those of the vocabulary.

import { words } from "../../domain/words.svelte";
import { date, list } from "../../i18n/format";
import { language, t } from "../../i18n/index.svelte";
import type { CardChange } from "../../ipc/bindings/CardChange";
import type { Fill } from "../../ipc/bindings/Fill";
import type { IntakeCard } from "../../ipc/bindings/IntakeCard";
import type { Questionnaire } from "../../ipc/bindings/Questionnaire";

type List = Parameters<typeof words.label>[0];

/** Lists whose ids an answer holds. */
const LISTS: Partial<Record<Fill, List>> = {
  "data.categories": "personal_data_categories", "data.subjects": "data_subject_categories", "data.volume": "volumes",
  "service.storage_countries": "countries", "service.access_countries": "countries", "staff.sign_on": "sign_ons", "client.told": "clients_told",
};

/** What the question is about. */
export function fieldOf(change: CardChange, questionnaire: Questionnaire, department: string): string {
  const texts = t.questionnaires.intake;
  if (change.key === "department" || change.key === "no_longer_used") return texts[change.key](department);
  if (change.key === "confirmed") return texts.confirmed;
  const question = questionnaire.questions.find((one) => one.id === change.key);
  const asked = question?.title ?? question?.text;
  return asked ? (asked[language()] ?? asked.en) : change.key;
}

/** Empty for nothing. */
export function beforeOf(change: CardChange): string {
  return worded(change.fills, change.before);
}

export function afterOf(change: CardChange): string {
  const texts = t.questionnaires.intake;
  switch (change.key) {
    case "department": return texts.departmentAfter;
    case "confirmed": return texts.confirmedAfter;
    case "no_longer_used": return texts.no_longer_usedAfter;
    default: return worded(change.fills, change.after);
  }
}

function worded(fills: Fill | null, value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return listed(value.map((one) => worded(fills, one)));
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return wordedText(fills, value);
  return typeof value === "object" ? contact(value as Record<string, unknown>) : String(value);
}

function wordedText(fills: Fill | null, text: string): string {
  const of = fills && LISTS[fills];
  if (of) return words.label(of, text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : text;
}

function contact({ role, name, email, phone }: Record<string, unknown>): string {
  const parts = [typeof role === "string" ? words.label("contact_roles", role) : "", name, email, phone];
  return parts.filter((part): part is string => typeof part === "string" && part !== "").join(", ");
}

function listed(items: readonly string[]): string {
  const some = items.filter((item) => item !== "");
  return some.some((item) => item.includes(",")) ? some.join("; ") : list(some);
}

/** The tool that a card is about. */
export function toolOf(card: IntakeCard): string {
  return card.service_name ?? card.held_service ?? t.questionnaires.intake.unnamed;
}

/** Where a card goes. */
export function goesTo(card: IntakeCard): string {
  const texts = t.questionnaires.intake;
  const service = toolOf(card);
  const provider = card.held_provider ?? card.provider_name ?? texts.unnamedProvider;
  if (card.target.service) return texts.held(card.held_service ?? service, provider);
  return card.target.provider ? texts.newService(service, provider) : texts.newBoth(service, provider);
}
