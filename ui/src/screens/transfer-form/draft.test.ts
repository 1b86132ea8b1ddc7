import { expect, test } from "vitest";
import { leadsTo, newDraft, tried } from "./draft";

test("an importer without a name does not hold the verdict back", () => {
  const draft = { ...newDraft(), importer: { kind: "named" as const, name: " " } };
  expect(tried(draft).importer).toEqual({ kind: "named", name: "?" });
});

test("who is in the register is tried as it stands", () => expect(tried(newDraft()).importer).toEqual({ kind: "provider" }));

test("a leg leads to where the data is seen from", () => expect(leadsTo({ ...newDraft(), access_countries: ["US"] }, "US")).toBe(true));
test("a leg does not lead elsewhere", () => expect(leadsTo({ ...newDraft(), country: "IN" }, "US")).toBe(false));
