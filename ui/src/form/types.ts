// What is asked, and what is answered, as both stand in a file (snake_case is how it is written there).

export type Language = "en" | "fr";
export type Text = { en: string; fr?: string | null };

export type QuestionKind = "text" | "paragraph" | "date" | "number" | "one" | "several" | "tags" | "person" | "countries" | "table" | "files";
export type Option = { id: string; text: Text; help?: Text | null; is_exclusive?: boolean };
export type Named = { id: string; text: Text };
export type Condition = { question: string; is: string[] };

export type Question = {
  id: string;
  section: string;
  follows?: string | null;
  title?: Text | null;
  text: Text;
  help?: Text | null;
  kind: QuestionKind;
  options?: Option[];
  vocabulary?: "personal_data" | "data_subjects" | null;
  columns?: Named[];
  minimum?: number | null;
  maximum?: number | null;
  is_required?: boolean;
  may_be_unknown?: boolean;
  may_not_apply?: boolean;
  takes_comment?: boolean;
  takes_files?: boolean;
  when?: Condition | null;
  evidence?: Text[];
  fills?: string | null;
};

export type Section = { id: string; title: Text; is_per_tool?: boolean };
export type Questionnaire = {
  id: string;
  kind: "provider" | "department";
  version: number;
  title: Text;
  introduction?: Text | null;
  sections: Section[];
  questions: Question[];
};

export type Person = { name: string; email: string };
export type Row = Record<string, string>;
export type Value = string | number | string[] | Person | Row[];
export type Answer = { value?: Value; is_unknown?: boolean; not_applicable?: string; comment?: string; files?: string[] };
export type Answers = Record<string, Answer>;

export type Standing = "confirmed" | "corrected" | "no_longer_used";
export type Card = { id: string; service?: string; provider?: string; is_known?: boolean; standing?: Standing; answers: Answers };

/** Who asks what of whom. */
export type Inquiry = {
  format: 1;
  register: string;
  assessment: string;
  copy: string;
  recipient: string;
  organisation: string;
  asked_by: string;
  reply_to?: string | null;
  respondent: string;
  round: number;
  due_on?: string | null;
  language: Language;
  answers_file: string;
  questionnaire: Questionnaire;
  remarks?: Record<string, string>;
  vocabularies?: { personal_data?: Option[]; data_subjects?: Option[] };
  countries?: Named[];
  known?: { providers?: string[]; services?: { name: string; provider: string }[] };
  answers?: Answers;
  cards?: Card[];
};

export type Sender = { name: string; function: string; email: string };
export type Attachment = { id: string; name: string; type: string; size: number; sha256: string; bytes: Uint8Array<ArrayBuffer> };

/** What was answered so far. Never changed in place: each change gives a new one that shares the rest. */
export type Reply = { sender: Sender; language: Language; answers: Answers; cards: Card[]; attachments: Attachment[] };

export function inLanguage(text: Text, language: Language): string {
  return text[language] || text.en;
}
