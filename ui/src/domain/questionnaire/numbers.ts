// What questions are called: `5`, and `5a` for what follows it up.

import type { Question } from "../../ipc/bindings/Question";

export function numbersOf(questions: readonly Pick<Question, "id" | "follows">[]): Map<string, string> {
  const main = questions.filter((question) => question.follows === null);
  return new Map(main.flatMap(({ id }, at) => {
    const below = questions.filter((question) => question.follows === id);
    return [[id, `${at + 1}`] as const, ...below.map((question, index) => [question.id, `${at + 1}${letters(index)}`] as const)];
  }));
}

/** a to z, then aa. */
function letters(at: number): string {
  const last = String.fromCharCode(97 + (at % 26));
  return at < 26 ? last : letters(Math.floor(at / 26) - 1) + last;
}
