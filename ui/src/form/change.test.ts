import { expect, test } from "vitest";
import { readable, tidied, withAnswer, withCardAt, withoutCard, withSide } from "./change";
import { inquiry, question, reply } from "./sample";
import type { Attachment } from "./types";

test("an answer that says nothing is none", () => {
  expect(withAnswer({ Q: { value: "x" } }, "Q", {})).toEqual({});
  expect(withSide({ value: "x", comment: "y" }, "comment", "")).toEqual({ value: "x" });
  expect(withSide({ files: ["a"] }, "files", [])).toEqual({});
  expect(withSide({ is_unknown: true }, "is_unknown", false)).toEqual({});
});

test("a card that was removed comes back to its place", () => {
  const cards = ["1", "2", "3"].map((id) => ({ id, answers: {} }));
  const before = reply(inquiry([], { cards }));
  const second = before.cards[1];
  if (!second) throw new Error("three cards");
  expect(withCardAt(withoutCard(before, "2"), second, 1)).toEqual(before);
});

test("files that no answer names are left out", () => {
  const file = (id: string): Attachment => ({ id, name: id, type: "", size: 1, sha256: "", bytes: new Uint8Array(1) });
  const held = reply(inquiry([], { cards: [{ id: "1", answers: { Q: { files: ["b"] } } }] }), { answers: { Q: { files: ["a"] } }, attachments: [file("a"), file("b"), file("c")] });
  expect(tidied(held).attachments.map((one) => one.id)).toEqual(["a", "b"]);
});

test("what cannot be read as a date or a number goes into the comment, word for word", () => {
  expect(readable(question("Q", "date"), { value: "next spring", comment: "sorry" })).toEqual({ comment: "sorry\nnext spring" });
  expect(readable(question("Q", "number"), { value: "a few" })).toEqual({ comment: "a few" });
  expect(readable(question("Q", "date"), { value: "25/05/2026" })).toEqual({ value: "2026-05-25" });
});
