import { expect, test } from "vitest";
import { split } from "./asked";
import { count, fault, isSettled, missing, progress } from "./missing";
import { inquiry, question, reply } from "./sample";
import type { Answer, Card, Question } from "./types";

function settles(one: Question, answer: Answer | undefined, expected: boolean): void {
  expect(isSettled(one, answer), JSON.stringify(answer)).toBe(expected);
}

test("an answer settles its question when it says something", () => {
  settles(question("Q", "text"), undefined, false);
  settles(question("Q", "text"), { value: "  " }, false);
  settles(question("Q", "text"), { comment: "a comment alone" }, false);
  settles(question("Q", "text"), { value: "x" }, true);
  settles(question("Q", "number"), { value: 0 }, true);
  settles(question("Q", "several"), { value: [] }, false);
  settles(question("Q", "table"), { value: [{ a: " " }, {}] }, false);
  settles(question("Q", "table"), { value: [{}, { a: "x" }] }, true);
  settles(question("Q", "person"), { value: { name: "", email: "" } }, false);
  settles(question("Q", "files"), { files: ["f"] }, true);
});

test("to know that one does not know settles a question, and so does a reason why it does not apply", () => {
  settles(question("Q", "text"), { is_unknown: true }, true);
  settles(question("Q", "text"), { not_applicable: " " }, false);
  settles(question("Q", "text"), { not_applicable: "no such service" }, true);
});

function finds(one: Question, value: Answer["value"], expected: ReturnType<typeof fault>): void {
  expect(fault(one, { value }), String(value)).toBe(expected);
}

test("what cannot be read is a fault, as it is typed", () => {
  finds(question("Q", "date"), "next spring", "date");
  finds(question("Q", "date"), "2026-02-30", "date");
  for (const date of ["2026", "2026-05", "2026-05-25", "25/05/2026", "5.2026"]) finds(question("Q", "date"), date, null);
  finds(question("Q", "number"), "a few", "number");
  finds(question("Q", "number", { minimum: 1 }), 0, "low");
  finds(question("Q", "number", { maximum: 90 }), 91, "high");
  finds(question("Q", "person"), { name: "Jo", email: "jo" }, "email");
});

const known: Card = { id: "1", is_known: true, answers: {} };

function counts(cards: Card[], left: number, done: number, of: number): void {
  const asked = inquiry([question("name", "text"), question("use", "text"), question("more", "text", { is_required: false })], { cards });
  const parts = split(asked.questionnaire);
  const found = missing(asked, reply(asked), parts);
  expect(count(found)).toBe(left);
  expect(progress(reply(asked), parts, found)).toEqual({ done, of });
}

test("a prefilled card is one thing to decide, and is asked in full once it is corrected", () => {
  counts([known], 1, 0, 1);
  counts([{ ...known, standing: "confirmed" }], 0, 1, 1);
  counts([{ ...known, standing: "no_longer_used" }], 0, 1, 1);
  counts([{ ...known, standing: "corrected" }], 2, 0, 2);
});

test("a department without tools has something to say still", () => {
  counts([], 1, 0, 1);
  counts([{ id: "2", answers: { name: { value: "Payday" } } }], 1, 1, 2);
});
