import { expect, test } from "vitest";
import { inquiry, reply } from "../sample";
import { type Found, start } from "./merge";

const at = (day: string): Found => ({ reply: reply(inquiry([])), at: new Date(day) });
const [monday, tuesday] = [at("2026-11-23"), at("2026-11-24")];

function check(block: Found, kept: Found, from: Found, other: Found, says: string | null): void {
  expect(start(block, kept)).toEqual({ from, other, says });
}

test("the newer of file and browser is gone on with, and the older is at hand", () => {
  check(monday, tuesday, tuesday, monday, "goes_on");
  check(tuesday, monday, tuesday, monday, "file_newer");
});

test("with one alone there is nothing to choose", () => {
  check(null, null, null, null, null);
  check(null, monday, monday, null, "goes_on");
  check(monday, null, monday, null, "goes_on_file");
  check(monday, monday, monday, null, "goes_on_file");
});

test("what is damaged is never gone on with, and what is whole still is", () => {
  check("damaged", null, null, null, "state_damaged");
  check("damaged", monday, monday, null, "goes_on");
  check(null, "damaged", null, null, "kept_damaged");
  check(monday, "damaged", monday, null, "kept_damaged");
});
