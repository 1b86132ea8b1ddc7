import { expect, test } from "vitest";
import { newDraft, place, sent } from "./draft";

test("links are sent as a list of those that are filled in", () => {
  const draft = newDraft();
  draft.links.security = "https://example.com/security";
  draft.links.dpa = "https://example.com/dpa";
  expect(sent(draft).links.map((link) => link.kind)).toEqual(["dpa", "security"]);
});

test("a fault of the second link sent shows at that link", () => {
  const draft = newDraft();
  draft.links.dpa = "https://example.com/dpa";
  draft.links.terms = "no address";
  expect(place("links.1.url", draft)).toBe("links.terms");
});

test("what was marked unknown and then filled in is known", () => {
  const draft = newDraft();
  draft.unknown = ["address", "country"];
  draft.country = "FR";
  expect(sent(draft).unknown).toEqual(["address"]);
});

test("a certification without a name is not sent", () => {
  const draft = newDraft();
  draft.certifications = [{ standard: null, scope: null, valid_from: null, valid_until: null }];
  expect(sent(draft).certifications).toEqual([]);
});
