import { expect, test } from "vitest";
import { adequacyDraft, adequacyEntry, mechanismDraft, mechanismEntry, oneSided } from "./legalEntry";

const UNITED_KINGDOM = {
  country: "GB", organisation: null, label: { en: "United Kingdom", fr: "Royaume-Uni" }, decision: "Decision 1", adopted: "2021-06-28", expires: "2031-12-27", scope: "full",
  limits: null, recipient_check_required: false, recipient_list: null, watch: null, source: "old", last_verified: "2026-08-05",
  confidence: "mixed", number_confidence: "uncertain", date_confidence: "verified", limits_confidence: "verified",
};

test("what the form shows comes back as it was", () => {
  const entry = adequacyEntry(UNITED_KINGDOM, adequacyDraft(UNITED_KINGDOM), "new", "2026-11-25");
  expect(entry).toEqual({ ...UNITED_KINGDOM, source: "new", last_verified: "2026-11-25", confidence: "verified", number_confidence: "verified" });
});

test("what the form does not show stays", () => {
  const raw = { ...UNITED_KINGDOM, country: "US", recipient_list: "dpf" };
  expect(adequacyEntry(raw, adequacyDraft(raw), "s", "2026-11-25").recipient_list).toBe("dpf");
});

test("an organisation is no country", () => {
  const entry = adequacyEntry({}, { ...adequacyDraft(UNITED_KINGDOM), isOrganisation: true, organisation: "EPO" }, "s", "2026-11-25");
  expect([entry.country, entry.organisation, entry.scope]).toEqual([null, "EPO", "organisation"]);
});

test("a mechanism keeps its id and what it needs", () => {
  const raw = { id: "scc_m1", needs_tia: true, valid_from: "2021-06-27", valid_until: null, not_if_signed_from: null, note: { en: "a", fr: "b" } };
  const entry = mechanismEntry(raw, { ...mechanismDraft(raw), validUntil: "2030-01-01" }, "s", "2026-11-25");
  expect(entry).toMatchObject({ id: "scc_m1", needs_tia: true, valid_until: "2030-01-01", note: { en: "a", fr: "b" } });
});

test("a text in one language asks for the other", () => {
  expect(oneSided({ limits: { en: "x", fr: null }, watch: { en: null, fr: null }, label: { en: "x", fr: "y" } })).toEqual(["limits.fr"]);
});
