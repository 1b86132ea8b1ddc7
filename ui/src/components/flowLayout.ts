// Where the boxes and bands of a flow stand: three columns of boxes, each as high as what passes
// through it, and bands between them. Lengths are in pixels.

/** What flows from the first column over the second into the third. */
export interface FlowPath {
  /** Ids of its boxes, from left to right. */
  stops: readonly [string, string, string];
  weight: number;
  kind: string;
}

export interface FlowBox {
  id: string;
  weight: number;
  y: number;
  height: number;
}

export interface FlowBand {
  /** Which of the paths. */
  path: number;
  /** Between the first two columns, or the last two. */
  gap: 0 | 1;
  /** Its middle at both ends, and how thick it is. */
  from: number;
  to: number;
  thickness: number;
}

export interface FlowMeasures {
  /** Least height of a box: its name must fit. */
  box: number;
  /** Between two boxes. */
  space: number;
  /** Height of one unit, at most. */
  unit: number;
  /** What the highest column should measure, as long as the boxes fit. */
  height: number;
}

export interface FlowLayout {
  columns: [FlowBox[], FlowBox[], FlowBox[]];
  bands: FlowBand[];
  height: number;
}

const COLUMNS = [0, 1, 2] as const;
const THINNEST = 1.5;

/** `last` names boxes that stand at the end of their column, such as the rest. */
export function flowLayout(paths: readonly FlowPath[], measures: FlowMeasures, last: ReadonlySet<string>): FlowLayout {
  const unit = unitOf(paths, measures);
  const [left, middle, right] = COLUMNS.map((column) => sums(paths, column, last)) as [FlowBox[], FlowBox[], FlowBox[]];
  byNeighbours(middle, left, paths, last);
  const columns: FlowLayout["columns"] = [left, middle, right];
  for (const boxes of columns) stack(boxes, unit, measures);
  return { columns, bands: [...bands(paths, columns, unit, 0), ...bands(paths, columns, unit, 1)], height: Math.max(...columns.map(foot)) };
}

function unitOf(paths: readonly FlowPath[], { unit, height }: FlowMeasures): number {
  const weight = paths.reduce((sum, path) => sum + path.weight, 0);
  return weight === 0 ? unit : Math.min(unit, height / weight);
}

/** The boxes of a column, the heaviest first. */
function sums(paths: readonly FlowPath[], column: 0 | 1 | 2, last: ReadonlySet<string>): FlowBox[] {
  const found = new Map<string, number>();
  for (const { stops, weight } of paths) found.set(stops[column], (found.get(stops[column]) ?? 0) + weight);
  const boxes = [...found].map(([id, weight]) => ({ id, weight, y: 0, height: 0 }));
  return boxes.sort((a, b) => Number(last.has(a.id)) - Number(last.has(b.id)) || b.weight - a.weight);
}

/** Each box near those it is tied to, so that fewer bands cross. */
function byNeighbours(boxes: FlowBox[], left: readonly FlowBox[], paths: readonly FlowPath[], last: ReadonlySet<string>): void {
  const place = new Map(left.map((box, at) => [box.id, at]));
  const mean = new Map<string, number>();
  for (const box of boxes) {
    const tied = paths.filter(({ stops }) => stops[1] === box.id);
    const sum = tied.reduce((sum, { stops, weight }) => sum + (place.get(stops[0]) ?? 0) * weight, 0);
    mean.set(box.id, sum / Math.max(box.weight, 1));
  }
  boxes.sort((a, b) => Number(last.has(a.id)) - Number(last.has(b.id)) || (mean.get(a.id) ?? 0) - (mean.get(b.id) ?? 0));
}

function stack(boxes: FlowBox[], unit: number, measures: FlowMeasures): void {
  let y = 0;
  for (const box of boxes) {
    box.y = y;
    box.height = Math.max(measures.box, box.weight * unit);
    y += box.height + measures.space;
  }
}

function foot(boxes: readonly FlowBox[]): number {
  const last = boxes.at(-1);
  return last ? last.y + last.height : 0;
}

/** The bands of one gap: at each box in the order of the boxes at their other end. */
function bands(paths: readonly FlowPath[], columns: FlowLayout["columns"], unit: number, gap: 0 | 1): FlowBand[] {
  const order = columns.map((boxes) => new Map(boxes.map((box, at) => [box.id, at])));
  const place = (path: FlowPath, column: number) => order[column]?.get(path.stops[column as 0 | 1 | 2]) ?? 0;
  const sorted = (own: number, other: number) =>
    paths.map((_, at) => at).sort((a, b) => {
      const [one, two] = [paths[a], paths[b]];
      if (!one || !two) return 0;
      return place(one, own) - place(two, own) || place(one, other) - place(two, other) || one.kind.localeCompare(two.kind) || a - b;
    });
  const from = ends(paths, columns[gap], sorted(gap, gap + 1), gap, unit);
  const to = ends(paths, columns[gap === 0 ? 1 : 2], sorted(gap + 1, gap), gap === 0 ? 1 : 2, unit);
  return paths.map((path, at) => ({ path: at, gap, from: from[at] ?? 0, to: to[at] ?? 0, thickness: Math.max(THINNEST, path.weight * unit) }));
}

/** Where each band meets its box, spread over the middle of the box. */
function ends(paths: readonly FlowPath[], boxes: readonly FlowBox[], order: readonly number[], column: 0 | 1 | 2, unit: number): number[] {
  const next = new Map(boxes.map((box) => [box.id, box.y + (box.height - box.weight * unit) / 2]));
  const found: number[] = [];
  for (const at of order) {
    const path = paths[at];
    if (!path) continue;
    const y = next.get(path.stops[column]) ?? 0;
    found[at] = y + (path.weight * unit) / 2;
    next.set(path.stops[column], y + path.weight * unit);
  }
  return found;
}
