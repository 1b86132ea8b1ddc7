import { expect, test } from "vitest";
import type { FaultCode } from "../../ipc/failure";
import { wronged } from "./faults";

function fields(field: string, code: FaultCode, organisation: string | null): string[] | null {
  const found = wronged({ kind: "invalid", fields: [{ field, code }] }, organisation);
  return found && Object.keys(found);
}

test("a weak passphrase is said at the passphrase", () => expect(fields("passphrase", { kind: "too_weak" }, "Lumeria")).toEqual(["passphrase"]));
test("a blank name is that of whoever has none", () => {
  expect(fields("name", { kind: "required" }, " ")).toEqual(["organisation"]);
  expect(fields("name", { kind: "required" }, "Lumeria")).toEqual(["founder.name"]);
});
test("a name too long is that of whoever has it", () => {
  const code: FaultCode = { kind: "too_long", max: 5, length: 7 };
  expect(fields("name", code, "Lumeria")).toEqual(["organisation"]);
  expect(fields("name", code, "Lume")).toEqual(["founder.name"]);
});
test("without an organisation the name is the founder's", () => expect(fields("name", { kind: "required" }, null)).toEqual(["founder.name"]));
test("what no field of the form is about stays a failure", () => {
  expect(fields("contacts.2.email", { kind: "required" }, null)).toBeNull();
  expect(wronged({ kind: "conflict", revision: 1 }, "Lumeria")).toBeNull();
});
