import { expect, test } from "vitest";
import { matching } from "./match";

const countries = [
  { value: "AT", label: "Austria", also: ["Österreich", "AT"] },
  { value: "AU", label: "Australia", also: ["AU"] },
  { value: "DE", label: "Germany", also: ["Deutschland", "Allemagne", "DE"] },
  { value: "CI", label: "Côte d’Ivoire", also: ["Ivory Coast"] },
];

function check(typed: string, expected: string[]): void {
  expect(matching(countries, typed).map((country) => country.value), `typing ${JSON.stringify(typed)}`).toEqual(expected);
}

test("nothing typed shows all", () => check("", ["AT", "AU", "DE", "CI"]));
test("a code finds its country first", () => check("au", ["AU", "AT"]));
test("another language finds it", () => check("allem", ["DE"]));
test("accents need not be typed", () => check("osterreich", ["AT"]));
test("words may come in any order", () => check("ivoire cote", ["CI"]));
test("what is nowhere finds nothing", () => check("xyz", []));
