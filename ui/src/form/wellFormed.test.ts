import { expect, test } from "vitest";
import { inquiry, question } from "./sample";
import { readInquiry, readSaved } from "./wellFormed";

const questions = [question("Q1", "text"), question("Q2", "table", { columns: [] }), question("Q3", "person")];
const asked = inquiry(questions);
const saved = { sender: { name: "", function: "" }, language: "en", answers: {}, cards: [], attachments: [], saved_at: "2026-11-25T08:00:00Z" };

function refused(change: object): void {
  expect(readSaved({ ...saved, ...change }, asked.questionnaire), JSON.stringify(change)).toBeNull();
}

test("what we wrote is read, and a side that is null is none", () => {
  const read = readSaved({ ...saved, answers: { Q1: { value: "x", comment: null }, Q3: { value: { name: "Jo" } } } }, asked.questionnaire);
  expect(read?.answers).toEqual({ Q1: { value: "x" }, Q3: { value: { name: "Jo", email: "" } } });
});

test("a reply of another shape is refused whole", () => {
  for (const value of [null, 7, "text", [], {}]) expect(readSaved(value, asked.questionnaire)).toBeNull();
  refused({ saved_at: "one day" });
  refused({ language: "de" });
  refused({ answers: [] });
  refused({ answers: { Q1: { value: ["x"] } } });
  refused({ answers: { Q2: { value: [{ a: 1 }] } } });
  refused({ answers: { Q1: { is_unknown: "yes" } } });
  refused({ cards: [{ id: "1", answers: {} }, { id: "1", answers: {} }] });
  refused({ cards: [{ id: "1", answers: {}, standing: "gone" }] });
  refused({ attachments: [{ id: "a", name: "a", type: "", size: "3", sha256: "" }] });
});

test("a questionnaire of a later format is known as such, a broken one as broken", () => {
  expect(readInquiry({ ...asked, format: 2 })).toBe("newer");
  expect(readInquiry({ ...asked, questionnaire: { ...asked.questionnaire, questions: [question("Q1", "text"), question("Q1", "text")] } })).toBeNull();
  expect(readInquiry({ ...asked, countries: ["DE"] })).toBeNull();
  expect(readInquiry("text")).toBeNull();
});

test("of what was prefilled only what fits its question is taken", () => {
  const read = readInquiry({ ...asked, answers: { Q1: { value: 7 }, Q2: { value: [{ a: "x" }] } } });
  expect(read !== "newer" && read?.answers).toEqual({ Q2: { value: [{ a: "x" }] } });
});
