import { expect, test } from "vitest";
import { inquiry, question, reply } from "../sample";
import type { Answers, Attachment, Inquiry, Reply } from "../types";
import { container } from "./container";

const at = new Date("2026-11-25T09:30:00Z");

/** As the other side reads it: the line, the length, so many bytes, the files. */
function opened(asked: Inquiry, answered: Reply): { said: Record<string, unknown>; rest: Uint8Array } {
  const bytes = container(asked, answered, at);
  const first = bytes.indexOf(10);
  const second = bytes.indexOf(10, first + 1);
  const text = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
  expect(text(0, first)).toBe("provident-answers 1");
  const end = second + 1 + Number(text(first + 1, second));
  return { said: JSON.parse(text(second + 1, end)), rest: bytes.subarray(end) };
}

const file = (id: string, ...bytes: number[]): Attachment => ({ id, name: `${id}.pdf`, type: "application/pdf", size: bytes.length, sha256: "00", bytes: new Uint8Array(bytes) });

test("the files stand one after the other behind the answers, counted in bytes", () => {
  const asked = inquiry([question("Q1", "text", { takes_files: true })]);
  const answered = reply(asked, { answers: { Q1: { value: "déjà vu", files: ["b", "a"] } }, attachments: [file("a", 1, 2), file("b", 3), file("c", 4)] });
  const { said, rest } = opened(asked, answered);
  expect([...rest]).toEqual([1, 2, 3]);
  expect(said.attachments).toEqual([
    { id: "a", name: "a.pdf", type: "application/pdf", size: 2, sha256: "00" }, { id: "b", name: "b.pdf", type: "application/pdf", size: 1, sha256: "00" },
  ]);
  expect(said.finished_at).toBe("2026-11-25T09:30:00.000Z");
});

test("what is not asked, and what says nothing, is not sent", () => {
  const asked = inquiry([question("Q1", "one"), question("Q2", "text", { when: { question: "Q1", is: ["yes"] }, takes_files: true }), question("Q3", "table"), question("Q4", "text")]);
  const answers: Answers = { Q1: { value: "no" }, Q2: { value: "hidden", files: ["a"] }, Q3: { value: [{}, { a: "x" }] }, Q4: { value: " " }, Q5: { value: "of another version" } };
  const { said, rest } = opened(asked, reply(asked, { answers, attachments: [file("a", 1)] }));
  expect(said.answers).toEqual({ Q1: { value: "no" }, Q3: { value: [{ a: "x" }] } });
  expect(rest.length).toBe(0);
});

test("each card keeps what it is, and the sender no more than was given", () => {
  const asked = inquiry([question("name", "text")], { cards: [{ id: "1", service: "s", is_known: true, standing: "confirmed", answers: { name: { value: "Payday" } } }] });
  const { said } = opened(asked, reply(asked, { sender: { name: " Mara ", function: "Head", email: "" } }));
  expect(said.cards).toEqual(asked.cards);
  expect(said.sender).toEqual({ name: "Mara", function: "Head" });
});
