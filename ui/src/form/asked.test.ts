import { expect, test } from "vitest";
import { asked } from "./asked";
import { question } from "./sample";
import type { Answers, Question } from "./types";

function check(questions: Question[], answers: Answers, expected: string[]): void {
  expect(asked(questions, answers).map((one) => one.id)).toEqual(expected);
}

const hanging = [question("Q1", "one"), question("Q2", "text", { when: { question: "Q1", is: ["yes"] } }), question("Q3", "text", { when: { question: "Q2", is: ["more"] } })];

test("a question is asked when its condition is chosen, alone or among others", () => {
  check(hanging, {}, ["Q1"]);
  check(hanging, { Q1: { value: "yes" } }, ["Q1", "Q2"]);
  check(hanging, { Q1: { value: ["no", "yes"] } }, ["Q1", "Q2"]);
  check(hanging, { Q1: { value: "yes" }, Q2: { value: "more" } }, ["Q1", "Q2", "Q3"]);
});

test("what hangs on a question that is not asked is not asked, whatever stands there", () => {
  check(hanging, { Q1: { value: "no" }, Q2: { value: "more" } }, ["Q1"]);
});

test("what is unknown or does not apply is no choice", () => {
  check(hanging, { Q1: { value: "yes", is_unknown: true } }, ["Q1"]);
  check(hanging, { Q1: { value: "yes", not_applicable: "new" } }, ["Q1"]);
});

test("a follow-up goes with the question it follows", () => {
  const questions = [question("Q1", "one"), question("Q2", "one", { when: { question: "Q1", is: ["yes"] } }), question("Q2a", "text", { follows: "Q2" })];
  check(questions, { Q1: { value: "no" } }, ["Q1"]);
  check(questions, { Q1: { value: "yes" } }, ["Q1", "Q2", "Q2a"]);
});

test("a question asked again is asked without the one it hangs on", () => {
  check([question("Q2", "text", { follows: "Q1", when: { question: "Q1", is: ["yes"] } })], {}, ["Q2"]);
});

test("conditions in a ring are asked rather than lost", () => {
  const ring = [question("Q1", "one", { when: { question: "Q2", is: ["a"] } }), question("Q2", "one", { when: { question: "Q1", is: ["a"] } })];
  check(ring, { Q1: { value: "a" }, Q2: { value: "a" } }, ["Q1", "Q2"]);
});
