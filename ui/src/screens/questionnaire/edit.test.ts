import { expect, test } from "vitest";
import type { Questionnaire } from "../../ipc/bindings/Questionnaire";
import { addFollowUp, addQuestion, moveQuestion, removeQuestion, setSection, weightOf } from "./edit";

function draft(): Questionnaire {
  const made: Questionnaire = {
    id: "x", kind: "provider", version: 1, source: "", last_verified: null, title: { en: "T" }, introduction: { en: "" }, questions: [], vague: null,
    sections: [{ id: "one", title: { en: "One" }, is_per_tool: false }, { id: "two", title: { en: "Two" }, is_per_tool: false }],
  };
  addQuestion(made, "one");
  addQuestion(made, "one");
  addQuestion(made, "two");
  const [first] = made.questions;
  if (first) addFollowUp(made, first);
  return made;
}

const ids = ({ questions }: Questionnaire) => questions.map(({ id }) => id);

test("a follow-up stands after the question it follows", () => {
  expect(ids(draft())).toEqual(["question_1", "question_1_1", "question_2", "question_3"]);
});

test("a question moves with what follows it, and stays in its section", () => {
  const made = draft();
  moveQuestion(made, "question_1", 1);
  expect(ids(made)).toEqual(["question_2", "question_1", "question_1_1", "question_3"]);
  moveQuestion(made, "question_1", 1);
  expect(ids(made)).toEqual(["question_2", "question_1", "question_1_1", "question_3"]);
  moveQuestion(made, "question_1", -1);
  expect(ids(made)).toEqual(["question_1", "question_1_1", "question_2", "question_3"]);
});

test("what hung on a question that is gone is asked of everybody", () => {
  const made = draft();
  const last = made.questions.at(-1);
  if (last) last.when = { question: "question_1_1", is: ["yes"] };
  removeQuestion(made, "question_1");
  expect(ids(made)).toEqual(["question_2", "question_3"]);
  expect(made.questions.at(-1)?.when).toBeNull();
});

test("another section takes a question with its follow-ups", () => {
  const made = draft();
  setSection(made, "question_1", "two");
  expect(made.questions.map(({ id, section }) => `${section} ${id}`)).toEqual(["one question_2", "two question_3", "two question_1", "two question_1_1"]);
});

test("an id is given once, also after one was removed", () => {
  const made = draft();
  removeQuestion(made, "question_2");
  addQuestion(made, "two");
  expect(new Set(ids(made)).size).toBe(made.questions.length);
});

test("weights are those of main questions", () => {
  const made = draft();
  for (const question of made.questions) question.weight = 10;
  expect(weightOf(made)).toBe(30);
});
