// An entry of a legal list as its form reads and writes it. The program keeps entries as they stand in
// its files; what the form does not show stays as it was.

import type { Label } from "../../ipc/bindings/Label";
import type { LegalEntry } from "../../ipc/bindings/LegalEntry";

export type Raw = Record<string, unknown>;

/** Both languages as they are typed. */
export interface TypedLabel {
  en: string | null;
  fr: string | null;
}

export interface MemberDraft {
  code: string | null;
  eu: boolean;
}

export interface AdequacyDraft {
  isOrganisation: boolean;
  country: string | null;
  organisation: string | null;
  label: TypedLabel;
  decision: string | null;
  adopted: string | null;
  expires: string | null;
  isPartial: boolean;
  limits: TypedLabel;
  needsCheck: boolean;
  watch: TypedLabel;
}

export interface MechanismDraft {
  validFrom: string | null;
  notIfSignedFrom: string | null;
  validUntil: string | null;
  note: TypedLabel;
}

export function rawOf({ entry }: Pick<LegalEntry, "entry">): Raw {
  return typeof entry === "object" && entry !== null && !Array.isArray(entry) ? (entry as Raw) : {};
}

export function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function typedLabel(value: unknown): TypedLabel {
  const { en, fr } = (typeof value === "object" && value !== null ? value : {}) as Raw;
  return { en: text(en), fr: text(fr) };
}

export function adequacyDraft(raw: Raw): AdequacyDraft {
  return {
    isOrganisation: text(raw.organisation) !== null,
    country: text(raw.country),
    organisation: text(raw.organisation),
    label: typedLabel(raw.label),
    decision: text(raw.decision),
    adopted: text(raw.adopted),
    expires: text(raw.expires),
    isPartial: raw.scope === "partial",
    limits: typedLabel(raw.limits),
    needsCheck: raw.recipient_check_required === true,
    watch: typedLabel(raw.watch),
  };
}

export function mechanismDraft(raw: Raw): MechanismDraft {
  return { validFrom: text(raw.valid_from), notIfSignedFrom: text(raw.not_if_signed_from), validUntil: text(raw.valid_until), note: typedLabel(raw.note) };
}

/** A person read it in the source they name. */
const READ = "verified";

export function memberEntry(draft: MemberDraft): Raw {
  return { code: draft.code, eu: draft.eu, part_of: null };
}

export function adequacyEntry(raw: Raw, draft: AdequacyDraft, source: string, verifiedOn: string): Raw {
  const { isOrganisation } = draft;
  return {
    ...raw,
    country: isOrganisation ? null : draft.country,
    organisation: isOrganisation ? draft.organisation : null,
    label: label(draft.label),
    decision: draft.decision,
    adopted: draft.adopted,
    expires: draft.expires,
    scope: isOrganisation ? "organisation" : draft.isPartial ? "partial" : "full",
    limits: label(draft.limits),
    recipient_check_required: draft.needsCheck,
    watch: label(draft.watch),
    source,
    last_verified: verifiedOn,
    confidence: READ,
    number_confidence: READ,
    date_confidence: READ,
    limits_confidence: READ,
  };
}

export function mechanismEntry(raw: Raw, draft: MechanismDraft, source: string, verifiedOn: string): Raw {
  return {
    ...raw,
    valid_from: draft.validFrom,
    not_if_signed_from: draft.notIfSignedFrom,
    valid_until: draft.validUntil,
    note: label(draft.note) ?? { en: "", fr: "" },
    source,
    last_verified: verifiedOn,
    confidence: READ,
  };
}

/** Paths of texts that stand in one language only. */
export function oneSided(labels: Readonly<Record<string, TypedLabel>>): string[] {
  return Object.entries(labels).flatMap(([path, { en, fr }]) => ((en === null) === (fr === null) ? [] : [`${path}.${en === null ? "en" : "fr"}`]));
}

function label({ en, fr }: TypedLabel): Label | null {
  return en === null && fr === null ? null : { en: en ?? "", fr: fr ?? "" };
}
