import { expect, test } from "vitest";
import { fileName } from "./fileName";

test("parts_are_joined_and_empty_ones_left_out", () => expect(fileName(["Provider dossier", "", "2026-11-23"], "pdf")).toBe("Provider dossier - 2026-11-23.pdf"));
test("what_disks_refuse_is_a_space", () => expect(fileName(["a/b\\c:d*e", "<x>\u202Ey"], "csv")).toBe("a b c d e - x y.csv"));
test("a_long_name_is_cut", () => expect(fileName(["x".repeat(300)], "pdf")).toHaveLength(64));
