import { expect, test } from "vitest";
import { readDate } from "./readDate";

function check(text: string, expected: string | null): void {
  expect(readDate(text), `reading ${JSON.stringify(text)}`).toBe(expected);
}

test("an ISO date is read as it stands", () => check("2026-05-25", "2026-05-25"));
test("a European date has the day first", () => check("25/05/2026", "2026-05-25"));
test("dots and short numbers are read too", () => check(" 5.3.2026 ", "2026-03-05"));
test("a day that does not exist is no date", () => check("30/02/2026", null));
test("a year of two digits is not guessed at", () => check("25/05/26", null));
test("words are no date", () => check("yesterday", null));
