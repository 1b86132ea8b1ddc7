import { expect, test } from "vitest";
import { flowLayout, type FlowPath } from "./flowLayout";

const measures = { box: 20, space: 10, unit: 10, height: 400 };
const path = (stops: FlowPath["stops"], weight: number, kind = "a"): FlowPath => ({ stops, weight, kind });
const layout = (...paths: FlowPath[]) => flowLayout(paths, measures, new Set(["rest"]));

test("a box is as high as what passes through it, and never too low for its name", () => {
  const { columns: [left] } = layout(path(["a", "p", "x"], 4), path(["b", "p", "x"], 1));
  expect(left.map(({ id, height }) => [id, height])).toEqual([["a", 40], ["b", 20]]);
});

test("the heaviest stands first, the rest last", () => {
  const { columns: [, , right] } = layout(path(["a", "p", "rest"], 9), path(["a", "p", "x"], 1), path(["a", "p", "y"], 3));
  expect(right.map(({ id }) => id)).toEqual(["y", "x", "rest"]);
});

test("boxes of one column do not touch", () => {
  const { columns, height } = layout(path(["a", "p", "x"], 1), path(["b", "q", "y"], 2), path(["c", "r", "x"], 3));
  for (const boxes of columns) {
    for (const [at, box] of boxes.entries()) {
      const next = boxes[at + 1];
      if (next) expect(next.y - box.y - box.height, box.id).toBeCloseTo(10);
      expect(box.y + box.height).toBeLessThanOrEqual(height + 0.001);
    }
  }
});

test("bands of one box lie beside each other and within it", () => {
  const { columns: [left], bands } = layout(path(["a", "p", "x"], 3), path(["a", "q", "x"], 2));
  const own = bands.filter(({ gap }) => gap === 0).sort((a, b) => a.from - b.from);
  const [first, second] = own;
  expect((second?.from ?? 0) - (first?.from ?? 0)).toBeCloseTo(25);
  for (const band of own) {
    expect(band.from - band.thickness / 2).toBeGreaterThanOrEqual((left[0]?.y ?? 0) - 0.001);
    expect(band.from + band.thickness / 2).toBeLessThanOrEqual((left[0]?.y ?? 0) + (left[0]?.height ?? 0) + 0.001);
  }
});

test("a large flow is drawn smaller", () => {
  const { height } = layout(path(["a", "p", "x"], 1000));
  expect(height).toBeCloseTo(400);
});

test("nothing to draw is no height", () => expect(layout()).toEqual({ columns: [[], [], []], bands: [], height: 0 }));
