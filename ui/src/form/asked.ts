// Which questions are asked, by what was answered before.

import type { Answer, Answers, Question, Questionnaire } from "./types";

/** The questions asked, in order. A follow-up of one that is not asked is not asked either. */
export function asked(questions: readonly Question[], answers: Answers): Question[] {
  const all = new Map(questions.map((question) => [question.id, question]));
  const known = new Map<string, boolean>();
  const isAsked = (question: Question): boolean => {
    const held = known.get(question.id);
    if (held !== undefined) return held;
    // One that hangs on itself in the end is asked rather than lost.
    known.set(question.id, true);
    const parent = question.follows ? all.get(question.follows) : undefined;
    const found = meets(question, answers, (id) => { const other = all.get(id); return other === undefined ? undefined : isAsked(other); }) && (parent === undefined || isAsked(parent));
    known.set(question.id, found);
    return found;
  };
  return questions.filter(isAsked);
}

function meets(question: Question, answers: Answers, isAsked: (id: string) => boolean | undefined): boolean {
  if (!question.when) return true;
  const ground = isAsked(question.when.question);
  const answer = answers[question.when.question];
  // The file may hold only the questions asked again, without the one that this hangs on.
  if (ground === undefined) return answer === undefined || chose(answer, question.when.is);
  return ground && chose(answer, question.when.is);
}

function chose(answer: Answer | undefined, wanted: readonly string[]): boolean {
  if (!answer || answer.is_unknown || answer.not_applicable !== undefined) return false;
  const { value } = answer;
  if (typeof value === "string") return wanted.includes(value);
  return Array.isArray(value) && value.some((one) => typeof one === "string" && wanted.includes(one));
}

/** Questions asked once, and those asked of each tool. */
export function split({ sections, questions }: Questionnaire): { once: Question[]; perTool: Question[] } {
  const perTool = new Set(sections.filter((section) => section.is_per_tool).map((section) => section.id));
  return { once: questions.filter((one) => !perTool.has(one.section)), perTool: questions.filter((one) => perTool.has(one.section)) };
}
