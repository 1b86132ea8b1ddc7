import { expect, test } from "vitest";
import type { Due } from "../ipc/bindings/Due";
import { dueText } from "./due";

const base = { on: "2026-12-01", key: "k", snoozed: null };

function check(due: Due, expected: string): void {
  expect(dueText(due), due.kind).toBe(expected);
}

test("what is due names what it is about", () => check({ ...base, kind: "certification", standard: "ISO 27001" }, "certification: ISO 27001"));
test("an action is named by its title", () => check({ ...base, kind: "action", action: "a", title: "Ask again" }, "action: Ask again"));
test("where the record says it all, the rule is enough", () => check({ ...base, kind: "tia_missing", transfer: "t" }, "tia_missing"));
