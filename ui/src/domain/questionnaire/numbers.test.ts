import { expect, test } from "vitest";
import { numbersOf } from "./numbers";

test("a follow-up is called after the question it follows", () => {
  const numbers = numbersOf([{ id: "a", follows: null }, { id: "b", follows: null }, { id: "c", follows: "b" }, { id: "d", follows: "b" }]);
  expect([...numbers]).toEqual([["a", "1"], ["b", "2"], ["c", "2a"], ["d", "2b"]]);
});

test("follow-ups go on after z", () => {
  const many = Array.from({ length: 28 }, (_, at) => ({ id: `f${at}`, follows: "a" }));
  expect(numbersOf([{ id: "a", follows: null }, ...many]).get("f27")).toBe("1ab");
});
