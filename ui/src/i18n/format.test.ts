import { expect, test } from "vitest";
import { bytes, date, daysLater, list, month, number } from "./format";

test("a day is written out", () => expect(date("2026-05-25")).toBe("25 May 2026"));
test("what is no day stays as it is", () => expect(date("last spring")).toBe("last spring"));
test("the first of January does not slip into the year before", () => expect(date("2026-01-01")).toBe("1 Jan 2026"));
test("numbers have groups", () => expect(number(25000)).toBe("25,000"));
test("sizes have a unit", () => expect(bytes(412_331)).toBe("412 kB"));
test("lists end in and", () => expect(list(["A", "B", "C"])).toBe("A, B and C"));
test("days are counted over the end of a year", () => expect(daysLater("2026-12-31", 1)).toBe("2027-01-01"));
test("a month is named with its year", () => expect(month("2026-11-25")).toBe("November 2026"));
test("a short month stands alone", () => expect(month("2026-01-01", "short")).toBe("Jan"));
