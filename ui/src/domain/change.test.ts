import { expect, test } from "vitest";
import { changes } from "./change";

const nobody = (): undefined => undefined;

test("only the fields that differ are told", () => {
  const found = changes({ name: "Acme", notes: null, country: "FR" }, { name: "Acme", notes: "seen", country: "FR" }, nobody);
  expect(found).toEqual([{ field: "Notes", before: "", after: "seen" }]);
});

test("a group of fields is taken apart", () => {
  const before = { provider: "p", service: { name: "Desk", staff_access: { people: 3, roles: [] } } };
  const after = { provider: "p", service: { name: "Desk", staff_access: { people: 4, roles: [] } } };
  expect(changes(before, after, nobody)).toEqual([{ field: "People with access", before: "3", after: "4" }]);
});

test("ids are told by their names", () => {
  const found = changes({ departments: ["d1"] }, { departments: ["d1", "d2"] }, (id) => ({ d1: "Sales", d2: "Support" })[id]);
  expect(found).toEqual([{ field: "Departments that use it", before: "Sales", after: "Sales and Support" }]);
});

test("a record that is new tells all it holds", () => {
  expect(changes(null, { name: "Acme", aliases: [] }, nobody)).toEqual([{ field: "Name", before: "", after: "Acme" }]);
});

test("a client tells its group, which is quiet for facts", () => {
  expect(changes({ group: null }, { group: "g1" }, () => "Resellers", "client")).toEqual([{ field: "Group", before: "", after: "Resellers" }]);
});

test("a party of a transfer is told by its name", () => {
  const [found] = changes({ importer: { kind: "provider" } }, { importer: { kind: "named", name: "Night Desk Inc." } }, nobody, "transfer");
  expect(found).toEqual({ field: "Importer", before: "the provider", after: "Night Desk Inc." });
});

test("yes and no are words", () => {
  expect(changes({ is_occasional: null }, { is_occasional: true }, nobody, "transfer")).toEqual([{ field: "Occasional", before: "", after: "yes" }]);
});

test("an id that nobody knows is never shown", () => {
  const [found] = changes(null, { services: ["01890a5d-ac96-774b-bcce-b302099a8057"] }, nobody, "activity");
  expect(found?.after).toBe("a record of the register");
});
