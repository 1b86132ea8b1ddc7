import { expect, test } from "vitest";
import type { SubProcessorView } from "../../ipc/bindings/SubProcessorView";
import { branches, found, within } from "./subProcessorTree";

function node(id: string, parent: string | null, name = id): SubProcessorView {
  return {
    id, revision: 1, linked_name: null, linked_count: 0, depth: 0, missing: [], is_current: true, third_countries: [],
    sub_processor: {
      name, parent, linked: null, address: null, country: null, contact: null, website: null, service: null, locations: [], access_countries: [],
      since: null, until: null, notes: null,
    },
  };
}

const nodes = [node("a", null, "Alpha"), node("b", "a", "Bêta"), node("c", "b", "Gamma"), node("d", null, "Delta")];

test("each stands under the one that engages it", () => {
  expect(branches(nodes).map((one) => [one.node.id, one.children.map((child) => child.node.id)])).toEqual([["a", ["b"]], ["d", []]]);
});
test("one whose engager is not shown stands at the top", () => expect(branches([node("b", "a")]).length).toBe(1));
test("a word finds one with all above it, whatever the accents", () => expect(found(nodes, "gam").map((one) => one.id)).toEqual(["a", "b", "c"]));
test("accents need not be typed", () => expect(found(nodes, "beta").map((one) => one.id)).toEqual(["a", "b"]));
test("nothing typed shows all", () => expect(found(nodes, " ").length).toBe(4));
test("all that hangs on one is within it", () => expect([...within(nodes, "a")]).toEqual(["a", "b", "c"]));
