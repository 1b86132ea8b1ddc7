// Changes to a questionnaire while it is edited: each changes the draft in place. Ids, once given, stay.

import type { Question } from "../../ipc/bindings/Question";
import type { QuestionOption } from "../../ipc/bindings/QuestionOption";
import type { Questionnaire } from "../../ipc/bindings/Questionnaire";
import type { Words } from "../../ipc/bindings/Words";

export const BLANK: Words = { en: "" };

/** The first of `stem1`, `stem2`, … that nothing is called yet. */
export function newId(stem: string, taken: readonly { id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  for (let at = taken.length + 1; ; at++) if (!ids.has(`${stem}${at}`)) return `${stem}${at}`;
}

function blankQuestion(id: string, section: string, follows: string | null): Question {
  return {
    id, section, follows, title: follows === null ? { ...BLANK } : null, text: { ...BLANK }, help: null, kind: "paragraph", options: [], vocabulary: null, columns: [],
    minimum: null, maximum: null, is_required: false, may_be_unknown: false, may_not_apply: false, takes_comment: false, takes_files: false, when: null, weight: null,
    scoring: null, evidence: [], references: { gdpr: [], iso27001_2022: [], csa_ccm_v4: [], nist_csf_2: [] }, vague_signs: [], fills: null,
  };
}

/** At the end of a section. Gives its id. */
export function addQuestion({ questions }: Questionnaire, section: string): string {
  const id = newId("question_", questions);
  const last = questions.findLastIndex((question) => question.section === section);
  questions.splice(last < 0 ? questions.length : last + 1, 0, blankQuestion(id, section, null));
  return id;
}

/** After those that the question has already. */
export function addFollowUp({ questions }: Questionnaire, main: Question): string {
  const id = newId(`${main.id}_`, questions.filter(({ follows }) => follows === main.id).concat(questions.filter(({ id }) => id.startsWith(`${main.id}_`))));
  const last = questions.findLastIndex((question) => question.id === main.id || question.follows === main.id);
  questions.splice(last + 1, 0, blankQuestion(id, main.section, main.id));
  return id;
}

/** With its follow-ups; conditions that looked at any of them fall away. */
export function removeQuestion(draft: Questionnaire, id: string): void {
  const gone = new Set(draft.questions.filter((question) => question.id === id || question.follows === id).map((question) => question.id));
  draft.questions = draft.questions.filter((question) => !gone.has(question.id));
  for (const question of draft.questions) if (question.when && gone.has(question.when.question)) question.when = null;
}

/** A main question with its follow-ups past its neighbour of the same section, a follow-up past its own. */
export function moveQuestion(draft: Questionnaire, id: string, by: 1 | -1): void {
  const { questions } = draft;
  const moved = questions.find((question) => question.id === id);
  if (!moved) return;
  const peers = questions.filter((question) => question.follows === moved.follows && question.section === moved.section);
  const at = peers.indexOf(moved);
  const other = peers[at + by];
  if (!other) return;
  const blockOf = (one: Question) => questions.filter((question) => question === one || (one.follows === null && question.follows === one.id));
  const [first, second] = by > 0 ? [moved, other] : [other, moved];
  const [before, after] = [blockOf(first), blockOf(second)];
  const start = questions.indexOf(first);
  const rest = questions.filter((question) => !before.includes(question) && !after.includes(question));
  rest.splice(start, 0, ...after, ...before);
  draft.questions = rest;
}

/** With its follow-ups, to the end of another section. */
export function setSection(draft: Questionnaire, id: string, section: string): void {
  const block = draft.questions.filter((question) => question.id === id || question.follows === id);
  for (const question of block) question.section = section;
  const rest = draft.questions.filter((question) => !block.includes(question));
  const last = rest.findLastIndex((question) => question.section === section);
  rest.splice(last < 0 ? rest.length : last + 1, 0, ...block);
  draft.questions = rest;
}

export function addOption(question: Question): void {
  const option: QuestionOption = { id: newId("option_", question.options), text: { ...BLANK }, score: null, level: null, is_exclusive: false };
  question.options.push(option);
}

export function moved<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const next = [...list];
  const [one] = next.splice(at, 1);
  if (one !== undefined) next.splice(at + by, 0, one);
  return next;
}

/** Of the main questions; the program says what they have to make together. */
export function weightOf({ questions }: Questionnaire): number {
  return questions.reduce((sum, { follows, weight }) => sum + (follows === null ? (weight ?? 0) : 0), 0);
}

/** Those before it whose choice it can hang on. */
export function grounds({ questions }: Questionnaire, question: Question): Question[] {
  return questions.slice(0, questions.findIndex(({ id }) => id === question.id)).filter(({ options }) => options.length > 0);
}
