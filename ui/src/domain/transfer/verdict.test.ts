import { expect, test } from "vitest";
import type { Verdict } from "../../ipc/bindings/Verdict";
import { dayAfter, filled } from "./verdict";

const verdict: Verdict = {
  rule: "adequate_until", status: "fine", ground: "adequacy", country: "GB", decision: "Decision 1", mechanism: null, date: "2031-12-27", countries: [], adequacy_end: null, valid_until: "2031-12-27",
};

test("a text names what the verdict speaks of", () => expect(filled("{country}, {decision}, {date}", verdict)).toBe("GB, Decision 1, 27 Dec 2031"));
test("what the verdict does not speak of is said to be not stated", () => expect(filled("by {mechanism}", verdict)).toBe("by not stated"));
test("the day after the last of a year is in the next", () => expect(dayAfter("2031-12-31")).toBe("2032-01-01"));
