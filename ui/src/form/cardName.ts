import type { Card, Question, Questionnaire } from "./types";

/** What a card is called: the answers that fill the names of the service and of the provider. */
export function cardName(card: Card, questionnaire: Questionnaire): string {
  return filled(card, questionnaire, "service.name") || filled(card, questionnaire, "provider.name");
}

export function cardProvider(card: Card, questionnaire: Questionnaire): string {
  const provider = filled(card, questionnaire, "provider.name");
  return provider === cardName(card, questionnaire) ? "" : provider;
}

function filled(card: Card, { questions }: Questionnaire, field: string): string {
  const question = questions.find((one: Question) => one.fills === field);
  const value = question && card.answers[question.id]?.value;
  return typeof value === "string" ? value.trim() : "";
}
