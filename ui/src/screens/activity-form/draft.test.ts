import { expect, test } from "vitest";
import { isEmpty, isFilled, newDraft, place, sent } from "./draft";

test("what was marked unknown and then filled in is known", () => {
  const draft = { ...newDraft("controller"), owner: "Head of marketing", unknown: ["owner" as const, "purposes" as const] };
  expect(sent(draft).unknown).toEqual(["purposes"]);
});

test("retention is open while one category has none", () => {
  const one = { category: "contact", subjects: ["staff"], retention: "3 years" };
  expect(isEmpty({ ...newDraft("controller"), data: [one] }, "retention")).toBe(false);
  expect(isEmpty({ ...newDraft("controller"), data: [one, { ...one, retention: null }] }, "retention")).toBe(true);
});

test("a fault of what is unknown shows at its field", () => {
  expect(place("unknown.data_subjects")).toBe("data");
  expect(place("unknown.owner")).toBe("owner");
  expect(place("recipients.1.name")).toBe("recipients.1.name");
});

test("security is said in general or by family", () => {
  const families = [{ family: "backup" as const, measures: "daily" }];
  expect(isEmpty({ ...newDraft("processor"), security_measures: families }, "security")).toBe(false);
});

test("what a provider brought is filled in, whatever the role", () => {
  const draft = { ...newDraft("processor"), data: [{ category: "contact", subjects: [], retention: null }], automated_decisions: false };
  expect(isFilled(draft, "data")).toBe(true);
  expect(isFilled(draft, "automated_decisions")).toBe(true);
  expect(isFilled(draft, "purposes")).toBe(false);
});
