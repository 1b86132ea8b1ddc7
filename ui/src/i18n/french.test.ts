import { expect, test } from "vitest";
import { texts as form } from "../form/i18n";
import { en } from "./en";
import { fr } from "./fr";

type Found = { path: string; en: unknown; fr: unknown };

function leaves(path: string, a: unknown, b: unknown): Found[] {
  if (typeof a !== "object" || a === null) return [{ path, en: a, fr: b }];
  return Object.entries(a).flatMap(([key, value]) => leaves(`${path}.${key}`, value, (b as Record<string, unknown>)[key]));
}

const all = [...leaves("", en, fr), ...leaves(".of the form", form.en, form.fr)];
/** Ids and names of keys are no texts. */
const isText = (path: string) => !/\.id$|\.picture\.name$|\.(keys|placesNamed)\.\d+\.0$/.test(path);
/** Words that are written alike in both languages. */
const ALIKE = new Set(["Action", "Actions", "Article", "Certifications", "Client", "Clients", "Concentration", "confirmation", "Confirmation", "Contact", "Contacts", "Document", "E-mail", "Export", "Import", "Note", "Notes", "Organisation", "p. 12", "p. 4", "Page", "Pages", "Provident", "Question", "Questionnaire", "Questionnaires", "questions", "Questions", "Service", "Services", "Site", "Source", "Vague", "Verdict", "Version"]);

test("each text of one language is there in the other", () => {
  for (const { path, en, fr } of all) expect(typeof fr, path).toBe(typeof en);
  expect([...leaves("", fr, en), ...leaves("", form.fr, form.en)].length).toBe(all.length);
});

test("no French text is an English one left over", () => {
  const left = all.filter(({ path, en, fr }) => isText(path) && typeof en === "string" && /[a-z]/.test(en) && en === fr && !ALIKE.has(en));
  expect(left.map(({ path }) => path)).toEqual([]);
});

test("French signs of two parts stand after a space that does not break", () => {
  const texts = all.map(({ fr }) => (typeof fr === "function" ? String(fr) : String(fr)));
  const code = /\$\{[^}]*\}|\?[^"`]*:/g;
  for (const text of texts) expect(text.replace(code, ""), text).not.toMatch(/["`][^"`]*(« | »| [!;])/);
});

test("a function of texts takes the same arguments", () => {
  for (const { path, en, fr } of all) if (typeof en === "function") expect((fr as (...given: unknown[]) => string).length, path).toBe(en.length);
});

test("each picture of the guide is there in each language", () => {
  const pictures = Object.keys(import.meta.glob("../../../assets/help/*/*.png"));
  for (const [language, { help }] of Object.entries({ en, fr })) {
    for (const { picture } of help.chapters) if (picture) expect(pictures).toContain(`../../../assets/help/${language}/${picture.name}.png`);
  }
});
