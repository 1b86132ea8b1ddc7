// What is still missing, and how far the reader has come.

import { asked, split } from "./asked";
import { readDay } from "./day";
import type { Answer, Answers, Card, Inquiry, Person, Question, Reply, Row } from "./types";

/** Something stands there that cannot be read. */
export type Fault = "date" | "number" | "low" | "high" | "email" | "reason";
export type Gap = { question: Question; fault: Fault | null };

export function fault(question: Question, answer: Answer | undefined): Fault | null {
  if (!answer || answer.is_unknown) return null;
  if (answer.not_applicable !== undefined) return answer.not_applicable.trim() === "" ? "reason" : null;
  const { value } = answer;
  if (isEmpty(value)) return null;
  switch (question.kind) {
    case "date": return readDay(String(value)) === null ? "date" : null;
    case "number": return numberFault(question, value);
    case "person": return emailFault(value as Person);
    default: return null;
  }
}

function numberFault({ minimum, maximum }: Question, value: Answer["value"]): Fault | null {
  if (typeof value !== "number") return "number";
  if (typeof minimum === "number" && value < minimum) return "low";
  return typeof maximum === "number" && value > maximum ? "high" : null;
}

function emailFault({ email }: Person): Fault | null {
  return email.trim() === "" || /^\S+@\S+$/.test(email.trim()) ? null : "email";
}

/** Answered, known to be unknown, or not applicable for a reason. */
export function isSettled(question: Question, answer: Answer | undefined): boolean {
  if (!answer) return false;
  if (answer.is_unknown) return true;
  if (fault(question, answer) !== null) return false;
  if (answer.not_applicable !== undefined) return true;
  return question.kind === "files" ? (answer.files ?? []).length > 0 : !isEmpty(answer.value);
}

export function isEmpty(value: Answer["value"]): boolean {
  if (value === undefined) return true;
  if (typeof value === "number") return false;
  if (typeof value === "string") return value.trim() === "";
  if (!Array.isArray(value)) return value.name.trim() === "" && value.email.trim() === "";
  return value.every((one: string | Row) => (typeof one === "string" ? one : Object.values(one).join("")).trim() === "");
}

/** What is asked, required and not settled, and whatever cannot be read. */
export function gaps(questions: readonly Question[], answers: Answers): Gap[] {
  return asked(questions, answers)
    .map((question) => ({ question, fault: fault(question, answers[question.id]) }))
    .filter(({ question, fault }) => fault !== null || (question.is_required && !isSettled(question, answers[question.id])));
}

/** A prefilled card on which nobody said yet whether it is still right. */
export function isUndecided(card: Card): boolean {
  return card.is_known === true && card.standing === undefined;
}

/** Shown in full and asked question by question. */
export function isOpenToAnswers(card: Card): boolean {
  return !card.is_known || card.standing === "corrected";
}

type Seen = { questions: readonly Question[]; gaps: Gap[]; required: number };
const seen = new WeakMap<Card, Seen>();

/** A card that did not change is not looked at again: a letter typed into one leaves the others alone. */
function look(card: Card, questions: readonly Question[]): Seen {
  const before = seen.get(card);
  if (before?.questions === questions) return before;
  const found = { questions, gaps: gaps(questions, card.answers), required: required(questions, card.answers) };
  seen.set(card, found);
  return found;
}

function required(questions: readonly Question[], answers: Answers): number {
  return asked(questions, answers).filter((question) => question.is_required).length;
}

/** As `gaps`, of one card. */
export function cardGaps(card: Card, questions: readonly Question[]): Gap[] {
  return isOpenToAnswers(card) ? look(card, questions).gaps : [];
}

export type CardGap = { card: Card; gaps: Gap[]; isUndecided: boolean };
export type Missing = { once: Gap[]; cards: CardGap[]; isWithoutCards: boolean };

export type Parts = ReturnType<typeof split>;

export function missing({ questionnaire }: Inquiry, reply: Reply, { once, perTool }: Parts): Missing {
  const cards = reply.cards
    .map((card) => ({ card, gaps: cardGaps(card, perTool), isUndecided: isUndecided(card) }))
    .filter(({ gaps, isUndecided }) => gaps.length > 0 || isUndecided);
  return { once: gaps(once, reply.answers), cards, isWithoutCards: questionnaire.kind === "department" && reply.cards.length === 0 };
}

export function count({ once, cards, isWithoutCards }: Missing): number {
  const ofCards = cards.reduce((sum, card) => sum + card.gaps.length + (card.isUndecided ? 1 : 0), 0);
  return once.length + ofCards + (isWithoutCards ? 1 : 0);
}

/** Required questions settled, of all that are asked; a prefilled card counts as one until it is corrected. */
export function progress(reply: Reply, { once, perTool }: Parts, missed: Missing): { done: number; of: number } {
  const ofCards = reply.cards.reduce((sum, card) => sum + (isOpenToAnswers(card) ? look(card, perTool).required : 1), 0);
  const of = required(once, reply.answers) + ofCards + (missed.isWithoutCards ? 1 : 0);
  return { done: Math.max(0, of - count(missed)), of };
}
