// What we answer in a provider's place, and the document each answer comes from.

import { counted } from "../../form/file/container";
import type { Answer, Answers, Inquiry as Asked, Question } from "../../form/types";
import type { Answer as WireAnswer } from "../../ipc/bindings/Answer";
import type { AnswerSource } from "../../ipc/bindings/AnswerSource";
import type { Inquiry } from "../../ipc/bindings/Inquiry";

export interface Source extends Omit<AnswerSource, "document"> {
  document: string | null;
}

export interface DeskDraft {
  name: string | null;
  function: string | null;
  answers: Answers;
  /** By the question that they were found for. */
  sources: Record<string, Source>;
}

export const NO_SOURCE: Source = { document: null, evidence: null, page: null, dated: null };

/** What is asked, as the controls of the form take it: the document itself is the file. */
export function askedOf(inquiry: Inquiry): Asked {
  const questions = inquiry.questionnaire.questions.filter(({ kind }) => kind !== "files").map((question) => ({ ...question, takes_files: false }));
  return { ...inquiry, format: 1, questionnaire: { ...inquiry.questionnaire, questions }, answers: {}, cards: [] };
}

export function draftOf({ answers, asked_by: name }: Inquiry, post: string): DeskDraft {
  const draft: DeskDraft = { name: name || null, function: post, answers: {}, sources: {} };
  for (const [id, { source, ...answer }] of Object.entries(answers)) {
    draft.answers[id] = answer as Answer;
    if (source) draft.sources[id] = source;
  }
  return draft;
}

/** Answers that say something, each with its source. */
export function answersSent({ answers, sources }: DeskDraft, questions: readonly Question[]): Record<string, WireAnswer> {
  const said = Object.entries(counted(questions, answers));
  return Object.fromEntries(said.map(([id, answer]): [string, WireAnswer] => {
    const source = sources[id];
    return [id, source && isGiven(source) ? { ...answer, source: { ...source, document: source.document ?? "" } } : answer];
  }));
}

export function isGiven(source: Source): boolean {
  return Object.values(source).some((part) => part !== null);
}

/** The source given last before this question. */
export function sourceBefore({ sources }: DeskDraft, questions: readonly Question[], id: string): Source | undefined {
  const before = questions.slice(0, questions.findIndex((question) => question.id === id));
  return before.map((question) => sources[question.id]).findLast((source) => source && isGiven(source));
}
