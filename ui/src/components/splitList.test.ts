import { expect, test } from "vitest";
import { splitList } from "./splitList";

test("a column copied from a spreadsheet becomes entries", () => expect(splitList("Name\r\nE-mail\r\n\r\nName\r\n")).toEqual(["Name", "E-mail"]));
test("semicolons and tabs part entries", () => expect(splitList("a; b\tc")).toEqual(["a", "b", "c"]));
test("a comma belongs to its entry", () => expect(splitList("Street, number")).toEqual(["Street, number"]));
