// Between the commands and the form that travels, which knows of neither.

import type { Inquiry, Question, Reply } from "../../form/types";
import type { AnswersRecord } from "../../ipc/bindings/AnswersRecord";
import type { Inquiry as Asked } from "../../ipc/bindings/Inquiry";

/** Files cannot be attached here: they are added as evidence. */
export function inquiryOf(asked: Asked): Inquiry {
  const inquiry = JSON.parse(JSON.stringify(asked)) as Inquiry;
  const questions = inquiry.questionnaire.questions.filter((question) => question.kind !== "files").map((question): Question => ({ ...question, takes_files: false }));
  return { ...inquiry, questionnaire: { ...inquiry.questionnaire, questions } };
}

export function recordOf(assessment: string, { sender, answers, cards }: Reply): AnswersRecord {
  const { name, function: office, email } = sender;
  return JSON.parse(JSON.stringify({ assessment, sender: { name, function: office, ...(email ? { email } : {}) }, answers, cards, files: [] })) as AnswersRecord;
}

/** A reply that was kept as a draft; none where it cannot be read. */
export function replyIn(json: string): Reply | null {
  try {
    const found = JSON.parse(json) as Partial<Reply> | null;
    return found?.sender && found.answers && Array.isArray(found.cards) ? ({ ...found, attachments: [] } as unknown as Reply) : null;
  } catch {
    return null;
  }
}
