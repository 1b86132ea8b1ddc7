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
