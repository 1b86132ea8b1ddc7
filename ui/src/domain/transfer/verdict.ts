// What a verdict says, in words: its rule from the vocabulary, with what it speaks of filled in.

import { date } from "../../i18n/format";
import { t } from "../../i18n/index.svelte";
import type { TransferRuleChoice } from "../../ipc/bindings/TransferRuleChoice";
import type { Verdict } from "../../ipc/bindings/Verdict";
import { words } from "../words.svelte";

export function ruleOf(id: string): TransferRuleChoice | undefined {
  return words.all.transfer_rules.find((rule) => rule.id === id);
}

/** The title of a rule; its id where the vocabulary has none. */
export function ruleTitle(id: string): string {
  return ruleOf(id)?.title ?? id;
}

/** `{country}`, `{decision}`, `{mechanism}` and `{date}` as this verdict has them. */
export function filled(text: string, verdict: Verdict): string {
  const parts: Record<string, string | null> = {
    country: verdict.country && words.label("countries", verdict.country),
    decision: verdict.decision,
    mechanism: verdict.mechanism && words.label("mechanisms", verdict.mechanism),
    date: verdict.date && date(verdict.date),
  };
  return text.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? t.common.notStated);
}

/** The day after an ISO date. */
export function dayAfter(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
