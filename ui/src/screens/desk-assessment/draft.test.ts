import { expect, test } from "vitest";
import type { Question } from "../../form/types";
import { answersSent, type DeskDraft, NO_SOURCE, sourceBefore } from "./draft";

const question = (id: string): Question => ({ id, section: "s", text: { en: id }, kind: "text" });
const questions = ["a", "b", "c"].map(question);
const draft: DeskDraft = {
  name: "Anna", function: "DPO",
  answers: { a: { value: "yes" }, b: { value: "" } },
  sources: { a: { ...NO_SOURCE, document: "SOC 2", page: "p. 4" }, b: { ...NO_SOURCE } },
};

test("an answer takes its source along, and what says nothing is left out", () => {
  expect(answersSent(draft, questions)).toEqual({ a: { value: "yes", source: { document: "SOC 2", evidence: null, page: "p. 4", dated: null } } });
});

test("the source before is the last that was given", () => {
  expect(sourceBefore(draft, questions, "c")?.document).toBe("SOC 2");
  expect(sourceBefore(draft, questions, "a")).toBeUndefined();
});
