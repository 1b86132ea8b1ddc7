// A small questionnaire of each kind, for the tests of the form.

import { blank } from "./change";
import type { Inquiry, Question, QuestionKind, Reply } from "./types";

export function question(id: string, kind: QuestionKind, more: Partial<Question> = {}): Question {
  return { id, section: "all", kind, text: { en: id }, is_required: true, ...more };
}

export function inquiry(questions: Question[], more: Partial<Inquiry> = {}): Inquiry {
  const kind = more.cards ? "department" : "provider";
  return {
    format: 1, register: "r", assessment: "a", copy: "c", recipient: "age1", organisation: "Lumeria", asked_by: "Anna", respondent: "Quillworks",
    round: 1, language: "en", answers_file: "Quillworks",
    questionnaire: { id: kind, kind, version: 1, title: { en: "Questions" }, sections: [{ id: "all", title: { en: "All" }, is_per_tool: kind === "department" }], questions },
    ...more,
  };
}

export function reply(asked: Inquiry, more: Partial<Reply> = {}): Reply {
  return { ...blank(asked), ...more };
}
