import { expect, test } from "vitest";
import { fits, formRoute, type Kept, keptOf, nameOf } from "./kept";

const kept: Kept = {
  route: { screen: "provider_form", id: "1" },
  draft: { start: '{"name":"Quill","notes":null}', typed: '{"name":" Quillworks ","notes":"by post"}' },
  revision: 3,
};

test("what leads to a field is no part of the place", () => {
  expect(formRoute({ screen: "provider_form", id: null, field: "name" })).toEqual({ screen: "provider_form", id: null });
  expect(formRoute({ screen: "service_form", provider: "1", id: "2", field: "data" })).toEqual({ screen: "service_form", provider: "1", id: "2" });
  expect(formRoute({ screen: "activity_form", id: null, role: "controller", from: { provider: "1" } })).toEqual({ screen: "activity_form", id: null });
});

test("the form of the settings is that of the organisation", () => expect(formRoute({ screen: "settings" })).toEqual({ screen: "settings", section: "organisation" }));

test("what is no form is no place", () => {
  for (const other of [null, "provider_form", { screen: "today" }, { screen: "provider_form" }, { screen: "service_form", id: null }, { screen: "tia_form" }, []]) expect(formRoute(other)).toBeNull();
});

test("what was kept comes back as it was", () => expect(keptOf(kept)).toEqual(kept));

test("what another program kept is left alone", () => {
  expect(keptOf(null)).toBeNull();
  for (const draft of [null, { name: "Quill" }, { start: "{}", typed: "[]" }, { start: "{}", typed: "not JSON" }]) expect(keptOf({ ...kept, draft })).toBeNull();
  expect(keptOf({ ...kept, route: { screen: "gone" } })).toBeNull();
});

test("a form takes over only what has its fields", () => {
  expect(fits(kept, { notes: null, name: "" })).toBe(true);
  expect(fits(kept, { name: "" })).toBe(false);
  expect(fits(kept, { name: "", notes: null, owner: null })).toBe(false);
});

test("the record has the name that was typed, if any", () => {
  expect(nameOf(kept)).toBe("Quillworks");
  expect(nameOf({ ...kept, draft: { start: "{}", typed: '{"name":null}' } })).toBe("");
});
