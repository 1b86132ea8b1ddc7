// Changes to a reply, each giving a new one.

import type { Answer, Answers, Card, Inquiry, Question, Reply } from "./types";
import { readDay } from "./day";
import { fault } from "./missing";

/** As it is before anything was answered. */
export function blank(inquiry: Inquiry): Reply {
  return { sender: { name: "", function: "", email: "" }, language: inquiry.language, answers: inquiry.answers ?? {}, cards: inquiry.cards ?? [], attachments: [] };
}

/** An answer that says nothing is none. */
export function withAnswer(answers: Answers, id: string, answer: Answer): Answers {
  if (Object.keys(answer).length > 0) return { ...answers, [id]: answer };
  const { [id]: _, ...others } = answers;
  return others;
}

/** One side of an answer set, or taken away. */
export function withSide<Side extends keyof Answer>(answer: Answer | undefined, side: Side, set: Answer[Side] | undefined): Answer {
  const { [side]: _, ...others } = answer ?? {};
  const isNothing = set === undefined || set === false || (Array.isArray(set) && set.length === 0) || (side === "comment" && set === "");
  return isNothing ? others : { ...others, [side]: set };
}

export function withCard(reply: Reply, card: Card): Reply {
  return { ...reply, cards: reply.cards.map((one) => (one.id === card.id ? card : one)) };
}

export function withoutCard(reply: Reply, id: string): Reply {
  return { ...reply, cards: reply.cards.filter((one) => one.id !== id) };
}

export function withCardAt(reply: Reply, card: Card, at: number): Reply {
  return { ...reply, cards: reply.cards.toSpliced(at, 0, card) };
}

/** Answers of this card on a new one, which is no record of the register. */
export function duplicate(card: Card, id: string): Card {
  return { id, answers: card.answers };
}

/** Ids of the files that an answer names. */
export function filesNamed(reply: Reply): Set<string> {
  const all = [reply.answers, ...reply.cards.map((card) => card.answers)];
  return new Set(all.flatMap((answers) => Object.values(answers).flatMap((answer) => answer.files ?? [])));
}

/** Without the files that no answer names any more. */
export function tidied(reply: Reply): Reply {
  const named = filesNamed(reply);
  return { ...reply, attachments: reply.attachments.filter((file) => named.has(file.id)) };
}

/** What cannot be read as what was asked stays, word for word, beside the answer. */
export function readable(question: Question, answer: Answer): Answer {
  const found = fault(question, answer);
  const day = question.kind === "date" && typeof answer.value === "string" ? readDay(answer.value) : null;
  if (day) return { ...answer, value: day };
  if (found === "reason") return withSide(answer, "not_applicable", undefined);
  if (found === null || found === "low" || found === "high" || found === "email") return answer;
  return { ...withSide(answer, "value", undefined), comment: [answer.comment, String(answer.value)].filter(Boolean).join("\n") };
}
