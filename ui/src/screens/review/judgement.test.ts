import { expect, test } from "vitest";
import { judgementOf, sent, stepped } from "./judgement";

test("nothing is said until a state is chosen", () => {
  const blank = judgementOf(null);
  expect(sent(blank)).toBeNull();
  expect(sent({ ...blank, state: "vague" })).toEqual({ state: "vague", maturity: null, level: null, proof: null, remark: null, follow_up: null });
});

test("a proof without a title is sent, so that its fault is told", () => {
  const blank = judgementOf(null);
  expect(sent({ ...blank, state: "answered", proof: { ...blank.proof, place: "p. 4" } })?.proof).toMatchObject({ title: "", place: "p. 4" });
});

test("maturity goes in steps of 25 from any number", () => {
  expect([stepped(null, 1), stepped(60, 1), stepped(60, -1), stepped(100, 1), stepped(0, -1)]).toEqual([25, 75, 50, 100, 0]);
});
