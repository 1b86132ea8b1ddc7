import { expect, test } from "vitest";
import type { DueLine } from "../../ipc/bindings/DueLine";
import { lastOfMonth, lastOfWeek, parts } from "./agenda";

const TODAY = "2026-11-25";
const line = (on: string, is_late = false): DueLine => ({ subject: { kind: "register" }, name: null, is_late, due: { on, key: on, snoozed: null, kind: "list_published" } });

function check(lines: DueLine[], expected: string[]): void {
  expect(parts(lines, TODAY).map(({ of, lines }) => `${of} ${lines.length}`)).toEqual(expected);
}

test("an agenda begins with what is late", () => check([line("2026-10-01", true), line("2026-11-24", true), line("2026-11-25")], ["late 2", "week 1"]));
test("a week ends on its Sunday", () => check([line("2026-11-29"), line("2026-11-30")], ["week 1", "month 1"]));
test("what comes later stands by month", () => check([line("2026-12-01"), line("2026-12-31"), line("2027-12-01")], ["2026-12-01 2", "2027-12-01 1"]));
test("a Sunday is its own end of the week", () => expect(lastOfWeek("2026-11-29")).toBe("2026-11-29"));
test("a week may end in the next month", () => expect(lastOfWeek("2026-12-31")).toBe("2027-01-03"));
test("a month has its own length", () => expect(["2026-11-01", "2026-12-01", "2027-02-01", "2028-02-01"].map(lastOfMonth)).toEqual(["2026-11-30", "2026-12-31", "2027-02-28", "2028-02-29"]));
