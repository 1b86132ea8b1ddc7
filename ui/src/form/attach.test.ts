import { expect, test } from "vitest";
import { admit, MOST_OF_ALL, MOST_OF_ONE } from "./attach";

function check(sizes: number[], held: number[], taken: number[], why: string[]): void {
  const named = (all: number[]) => all.map((size, at) => ({ name: `${at}`, size }));
  const found = admit(named(sizes), named(held));
  expect(found.taken.map((file) => file.size)).toEqual(taken);
  expect(found.refused.map((one) => one.why)).toEqual(why);
}

test("a file of exactly the largest size is taken, a byte more is refused", () => {
  check([MOST_OF_ONE], [], [MOST_OF_ONE], []);
  check([MOST_OF_ONE + 1], [], [], ["too_large"]);
});

test("all files together stay under their limit, and smaller ones still fit", () => {
  check([MOST_OF_ONE, 5], [MOST_OF_ALL - MOST_OF_ONE], [MOST_OF_ONE], ["all_too_large"]);
  check([MOST_OF_ONE, 5], [MOST_OF_ALL - 5], [5], ["all_too_large"]);
});

test("an empty file says nothing", () => check([0], [], [], ["empty"]));
