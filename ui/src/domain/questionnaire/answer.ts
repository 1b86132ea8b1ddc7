// Questions and answers of the register as texts, in the language of the settings.

import type { Answer as GivenAnswer, Question as AskedQuestion } from "../../form/types";
import { type Lists, valueInWords } from "../../form/words";
import { language } from "../../i18n/index.svelte";
import type { Answer } from "../../ipc/bindings/Answer";
import type { Question } from "../../ipc/bindings/Question";
import type { Words } from "../../ipc/bindings/Words";
import { words } from "../words.svelte";

export function said(text: Words): string {
  return text[language()] || text.en;
}

/** Its short heading; the question itself where it has none. */
export function headingOf(question: Question): string {
  return said(question.title ?? question.text);
}

/** A line for each part of the value; none where there is none. */
export function answerLines(question: Question, { value }: Answer): string[] {
  // What no question takes is shown as it came.
  return valueInWords(question as AskedQuestion, value as GivenAnswer["value"], lists(), language());
}

function lists(): Lists {
  const named = (choices: readonly { id: string; label: string }[]) => choices.map(({ id, label }) => ({ id, text: { en: label } }));
  const { countries, personal_data_categories, data_subject_categories } = words.all;
  return { countries: named(countries), vocabularies: { personal_data: named(personal_data_categories), data_subjects: named(data_subject_categories) } };
}
