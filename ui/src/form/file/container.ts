// What is sealed: a line of what it is, the length of the answers, the answers, the files.

import { asked, split } from "../asked";
import { readable, tidied } from "../change";
import { isEmpty, isSettled } from "../missing";
import type { Answer, Answers, Card, Inquiry, Question, Reply } from "../types";
import { described, writtenSender } from "./saved";

const MAGIC = "provident-answers 1\n";

/** The plaintext of an answers file. */
export function container(inquiry: Inquiry, whole: Reply, at: Date): Uint8Array {
  const { once, perTool } = split(inquiry.questionnaire);
  const reply = tidied({ ...whole, answers: counted(once, whole.answers), cards: whole.cards.map((card) => countedCard(card, perTool)) });
  const json = new TextEncoder().encode(JSON.stringify({
    register: inquiry.register, assessment: inquiry.assessment, copy: inquiry.copy,
    questionnaire: { id: inquiry.questionnaire.id, version: inquiry.questionnaire.version }, kind: inquiry.questionnaire.kind,
    language: reply.language, sender: writtenSender(reply.sender), finished_at: at.toISOString(),
    answers: reply.answers, cards: reply.cards, attachments: reply.attachments.map(described),
  }));
  const head = new TextEncoder().encode(`${MAGIC}${json.length}\n`);
  return joined([head, json, ...reply.attachments.map((file) => file.bytes)]);
}

function countedCard(card: Card, questions: readonly Question[]): Card {
  return { ...card, answers: counted(questions, card.answers) };
}

/** Answers to questions that are asked, and that say something. */
export function counted(questions: readonly Question[], answers: Answers): Answers {
  const entries = asked(questions, answers).flatMap((question): [string, Answer][] => {
    const held = answers[question.id];
    const answer = held && trimmed(readable(question, held));
    return answer && saysSomething(question, answer) ? [[question.id, answer]] : [];
  });
  return Object.fromEntries(entries);
}

function trimmed(answer: Answer): Answer {
  const { value, ...others } = answer;
  if (isEmpty(value)) return others;
  if (!Array.isArray(value)) return answer;
  const rows = value.filter((one) => typeof one === "string" || Object.values(one).some((cell) => cell.trim() !== ""));
  return { ...others, value: rows as typeof value };
}

function saysSomething(question: Question, answer: Answer): boolean {
  return isSettled(question, answer) || answer.value !== undefined || Boolean(answer.comment?.trim()) || (answer.files ?? []).length > 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
