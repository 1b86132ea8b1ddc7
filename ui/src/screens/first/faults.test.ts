import { expect, test } from "vitest";
import { wronged } from "./faults";

function fields(field: string): string[] | null {
  const found = wronged({ kind: "invalid", fields: [{ field, code: { kind: "required" } }] });
  return found && Object.keys(found);
}

test("each fault is said at its field", () => {
  expect(fields("name")).toEqual(["organisation"]);
  expect(fields("founder.name")).toEqual(["founder.name"]);
  expect(fields("passphrase")).toEqual(["passphrase"]);
});
test("what no field of the form is about stays a failure", () => {
  expect(fields("contacts.2.email")).toBeNull();
  expect(wronged({ kind: "conflict", revision: 1 })).toBeNull();
});
