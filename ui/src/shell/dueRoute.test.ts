import { expect, test } from "vitest";
import type { Due } from "../ipc/bindings/Due";
import type { DueSubject } from "../ipc/bindings/DueSubject";
import { dueRoute } from "./dueRoute";
import type { Route } from "./router.svelte";

const base = { on: "2026-12-01", key: "k", snoozed: null };
const provider: DueSubject = { kind: "provider", id: "p" };

function check(subject: DueSubject, due: Due, expected: Route): void {
  expect(dueRoute(subject, due), due.kind).toEqual(expected);
}

test("facts are verified where their proof stands", () => {
  check(provider, { ...base, kind: "verification", group: "locations" }, { screen: "provider", id: "p", tab: "services" });
  check(provider, { ...base, kind: "verification", group: "identity" }, { screen: "provider", id: "p", tab: "overview" });
});
test("a review leads to its field", () => check(provider, { ...base, kind: "staff_access_review", service: "s", name: "Desk" }, { screen: "service_form", provider: "p", id: "s", field: "staff_access.last_review" }));
test("an open leg leads to its form, several to their tab", () => {
  check(provider, { ...base, kind: "transfer_open", transfer: "t" }, { screen: "transfer_form", provider: "p", id: "t" });
  check(provider, { ...base, kind: "transfer_open", transfer: null }, { screen: "provider", id: "p", tab: "transfers" });
});
test("a legal list opens in the settings", () => check({ kind: "register" }, { ...base, kind: "list_review", list: "eea" }, { screen: "settings", section: "lists/eea" }));
test("an action is found in the calendar on its day", () => check(provider, { ...base, kind: "action", action: "a", title: "Ask" }, { screen: "calendar", query: { rules: ["action"], from: "2026-12-01", until: "2026-12-01" } }));
