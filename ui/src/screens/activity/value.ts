// What a sheet says under a field of the record, in lines.

import { words } from "../../domain/words.svelte";
import { date } from "../../i18n/format";
import { t } from "../../i18n/index.svelte";
import type { ActivityView } from "../../ipc/bindings/ActivityView";
import type { BasisChoice } from "../../ipc/bindings/BasisChoice";
import type { Organisation } from "../../ipc/bindings/Organisation";

type Text = string | null | undefined;

/** Empty where nothing is stated. Services, clients and the data have tables of their own. */
export function linesOf(field: string, view: ActivityView, us: Organisation | null): string[] {
  const { activity } = view;
  switch (field) {
    case "controller_identity": return some(us?.legal_name ?? us?.name, us?.address, us?.contact_email, us?.contact_phone);
    case "representative": return some(us?.representative);
    case "dpo": return some(us?.dpo_name, us?.dpo_email, us?.dpo_phone);
    case "joint_controllers": return activity.joint_controllers.map((joint) =>
      joined(joint.name, joint.contact, joint.arrangement && t.processing.activity.record.arrangement(joint.arrangement)));
    case "reference": return some(activity.reference);
    case "departments": return view.departments.map(({ name }) => name);
    case "owner": return some(activity.owner);
    case "purposes": return activity.purposes;
    case "sub_purposes": return activity.sub_purposes;
    case "processing_categories": return activity.processing_categories;
    case "data_source": return some(activity.data_source);
    case "data_location": return some(activity.data_location);
    case "legal_bases": return bases(activity.legal_bases, words.all.legal_bases);
    case "legal_basis_note": return some(activity.legal_basis_note);
    case "lia": return some(activity.lia);
    case "consent_records": return some(activity.consent_records);
    case "special_conditions": return [...bases(activity.special_conditions, words.all.special_conditions), ...some(activity.special_condition_note)];
    case "criminal_law": return some(activity.criminal_law);
    case "recipients": return activity.recipients.map(({ kind, name }) => joined(words.label("recipient_kinds", kind), name));
    case "transfers": return some(activity.transfer_note);
    case "security": return some(activity.security);
    case "security_families": return activity.security_measures.map(({ family, measures }) => `${t.common.field(words.label("security_families", family))} ${measures}`);
    case "breach_record": return some(activity.breach_record);
    case "rights": return words.labels("data_rights", activity.rights);
    case "privacy_notice": return some(activity.privacy_notice);
    case "automated_decisions": return activity.automated_decisions === null ? some(activity.automated_note) : some(activity.automated_decisions ? t.common.yes : t.common.no, activity.automated_note);
    case "dpia": return some(activity.dpia && words.label("dpia_statuses", activity.dpia), activity.dpia_note);
    case "confirmation": return view.confirmation ? some(t.processing.activity.confirm.by(view.confirmation.by, date(view.confirmation.on)), view.confirmation.note) : [];
    case "review_on": return some(activity.review_on && date(activity.review_on));
    default: return [];
  }
}

function some(...texts: Text[]): string[] {
  return texts.filter((text): text is string => Boolean(text));
}

function joined(...texts: Text[]): string {
  return some(...texts).join(" · ");
}

function bases(ids: readonly string[], choices: readonly BasisChoice[]): string[] {
  return ids.map((id) => {
    const basis = choices.find((choice) => choice.id === id);
    return basis ? `${basis.label} (${basis.article})` : id;
  });
}
