// What is due, in words: the label of its rule, and what it is about.

import { t } from "../i18n/index.svelte";
import type { Due } from "../ipc/bindings/Due";
import type { DueRuleChoice } from "../ipc/bindings/DueRuleChoice";
import { words } from "./words.svelte";

/** When it falls due, and what settles it. */
export function dueRule(due: Due): DueRuleChoice | undefined {
  return words.all.due_rules.find((rule) => rule.id === due.kind);
}

/** `Renew certification: ISO 27001`. */
export function dueText(due: Due): string {
  const label = words.label("due_rules", due.kind);
  const about = aboutOf(due);
  return about ? `${t.common.field(label)} ${about}` : label;
}

/** What it is about, beyond the record it belongs to. */
function aboutOf(due: Due): string {
  switch (due.kind) {
    case "verification": return words.label("fact_groups", due.group);
    case "certification": return words.label("certifications", due.standard);
    case "staff_access_review": return due.name;
    case "adequacy_end": return due.decision;
    case "action": return due.title;
    case "answers_expected":
    case "answers_review": return due.respondent;
    case "list_review": return words.label("legal_lists", due.list);
    case "first_verification":
    case "dpf_entry":
    case "tia_missing":
    case "tia_review":
    case "transfer_open":
    case "objection":
    case "clients_told":
    case "client_objection":
    case "activity_confirmation":
    case "first_confirmation":
    case "list_published": return "";
  }
}
