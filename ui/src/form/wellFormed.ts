// Whether what stands in a file, or in the browser, is what we once wrote there. Nothing of it is trusted before.

import type { Answer, Answers, Card, Inquiry, Question, QuestionKind, Questionnaire, Sender } from "./types";

type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
const isFlag: Check = (value) => typeof value === "boolean";
const maybe = (check: Check): Check => (value) => value === undefined || value === null || check(value);
const listOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);
const mapOf = (check: Check): Check => (value) => isObject(value) && Object.values(value).every(check);
const oneOf = (...all: string[]): Check => (value) => typeof value === "string" && all.includes(value);
const shaped = (shape: Record<string, Check>): Check => (value) => isObject(value) && Object.entries(shape).every(([key, check]) => check(value[key]));

const isWords = shaped({ en: isText, fr: maybe(isText) });
const isNamed = shaped({ id: isText, text: isWords });
const isOption = shaped({ id: isText, text: isWords, help: maybe(isWords), is_exclusive: maybe(isFlag) });
const KINDS: Record<QuestionKind, Check> = {
  text: isText,
  paragraph: isText,
  date: isText,
  number: (value) => isNumber(value) || isText(value),
  one: isText,
  several: listOf(isText),
  tags: listOf(isText),
  countries: listOf(isText),
  person: shaped({ name: isText, email: maybe(isText) }),
  table: listOf(mapOf(isText)),
  files: () => false,
};

const isQuestion = shaped({
  id: isText, section: isText, follows: maybe(isText), title: maybe(isWords), text: isWords, help: maybe(isWords),
  kind: oneOf(...Object.keys(KINDS)), options: maybe(listOf(isOption)), vocabulary: maybe(oneOf("personal_data", "data_subjects")),
  columns: maybe(listOf(isNamed)), minimum: maybe(isNumber), maximum: maybe(isNumber), is_required: maybe(isFlag),
  may_be_unknown: maybe(isFlag), may_not_apply: maybe(isFlag), takes_comment: maybe(isFlag), takes_files: maybe(isFlag),
  when: maybe(shaped({ question: isText, is: listOf(isText) })), evidence: maybe(listOf(isWords)), fills: maybe(isText),
});

const isQuestionnaire = shaped({
  id: isText, kind: oneOf("provider", "department"), version: isNumber, title: isWords, introduction: maybe(isWords),
  sections: listOf(shaped({ id: isText, title: isWords, is_per_tool: maybe(isFlag) })), questions: listOf(isQuestion),
});

const isAnswer = shaped({
  is_unknown: maybe(isFlag), not_applicable: maybe(isText), comment: maybe(isText), files: maybe(listOf(isText)),
});
const isCard = shaped({
  id: isText, service: maybe(isText), provider: maybe(isText), is_known: maybe(isFlag),
  standing: maybe(oneOf("confirmed", "corrected", "no_longer_used")), answers: mapOf(isAnswer),
});

const isInquiry = shaped({
  register: isText, assessment: isText, copy: isText, recipient: isText, organisation: isText, asked_by: isText,
  reply_to: maybe(isText), respondent: isText, round: isNumber, due_on: maybe(isText), language: oneOf("en", "fr"), answers_file: isText,
  questionnaire: isQuestionnaire, remarks: maybe(mapOf(isText)),
  vocabularies: maybe(shaped({ personal_data: maybe(listOf(isOption)), data_subjects: maybe(listOf(isOption)) })),
  countries: maybe(listOf(isNamed)),
  known: maybe(shaped({ providers: maybe(listOf(isText)), services: maybe(listOf(shaped({ name: isText, provider: maybe(isText) }))) })),
  answers: maybe(mapOf(isAnswer)), cards: maybe(listOf(isCard)),
});

/** What the page was filled with: `null` when it is not what we write. */
export function readInquiry(value: unknown): Inquiry | "newer" | null {
  if (!isObject(value)) return null;
  if (typeof value.format === "number" && value.format > 1) return "newer";
  if (value.format !== 1 || !isInquiry(value)) return null;
  const inquiry = value as Inquiry;
  if (hasTwice(inquiry.questionnaire.questions) || hasTwice(inquiry.questionnaire.sections) || hasTwice(inquiry.cards ?? [])) return null;
  const questions = byId(inquiry.questionnaire);
  const cards = (inquiry.cards ?? []).map((card) => readCard(card, questions));
  return { ...inquiry, answers: fitting(inquiry.answers ?? {}, questions), cards };
}

function byId(questionnaire: Questionnaire): Map<string, Question> {
  return new Map(questionnaire.questions.map((question) => [question.id, question]));
}

function hasTwice(list: readonly { id: string }[]): boolean {
  return new Set(list.map((one) => one.id)).size < list.length;
}

function readCard(card: Card, questions: Map<string, Question>): Card {
  return { ...card, answers: fitting(card.answers, questions) };
}

/** What does not fit its question, such as one whose kind was changed, is left out. */
function fitting(answers: Answers, questions: Map<string, Question>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id, answer]) => fits(answer, questions.get(id))).map(([id, answer]) => [id, full(answer)]));
}

function full(answer: Answer): Answer {
  const sides: Answer = Object.fromEntries(Object.entries(answer).filter(([, side]) => side !== null && side !== undefined));
  const { value } = sides;
  return typeof value === "object" && !Array.isArray(value) ? { ...sides, value: { ...value, email: value.email ?? "" } } : sides;
}

function fits(answer: Answer, question: Question | undefined): boolean {
  const hasValue = answer.value !== undefined && answer.value !== null;
  return !hasValue || question === undefined || KINDS[question.kind](answer.value);
}

export type SavedFile = { id: string; name: string; type: string; size: number; sha256: string; data: unknown };
/** A reply as it is written, before its files are read. */
export type Saved = { sender: Sender; language: "en" | "fr"; answers: Answers; cards: Card[]; attachments: SavedFile[]; saved_at: string };

const isSaved = shaped({
  sender: shaped({ name: isText, function: isText, email: maybe(isText) }), language: oneOf("en", "fr"), answers: mapOf(isAnswer),
  cards: listOf(isCard), saved_at: (value) => typeof value === "string" && !Number.isNaN(Date.parse(value)),
  attachments: listOf(shaped({ id: isText, name: isText, type: isText, size: isNumber, sha256: isText })),
});

/** A reply to this questionnaire, or `null` when it is damaged or answers something else. */
export function readSaved(value: unknown, questionnaire: Questionnaire): Saved | null {
  if (!isSaved(value)) return null;
  const saved = value as Saved;
  const questions = byId(questionnaire);
  const isFitting = (answers: Answers) => Object.entries(answers).every(([id, answer]) => fits(answer, questions.get(id)));
  const isWhole = isFitting(saved.answers) && saved.cards.every((card) => isFitting(card.answers)) && !hasTwice(saved.cards) && !hasTwice(saved.attachments);
  if (!isWhole) return null;
  const sender = { ...saved.sender, email: saved.sender.email ?? "" };
  const cards = saved.cards.map((card) => readCard(card, questions));
  return { ...saved, sender, answers: fitting(saved.answers, questions), cards };
}
