import { median } from "../../../core/quantile.ts";
import type { TextRun } from "../page/text-run.ts";

/** Fewest lines on each side for a gutter to be believed. */
export const fewestLines = 3;
/** Pieces of a line closer than this, in ems, belong to one stretch of text, however widely the line was set. */
const stretchGap = 1.2;

interface Stretch {
  readonly x0: number;
  x1: number;
  readonly y: number;
}

/** Where the leftmost run begins; Infinity for no runs. */
export function leftEdge(runs: readonly TextRun[]): number {
  return runs.reduce((least, run) => Math.min(least, run.x0), Infinity);
}

/** Where the rightmost run ends; -Infinity for no runs. */
export function rightEdge(runs: readonly TextRun[]): number {
  return runs.reduce((most, run) => Math.max(most, run.x1), -Infinity);
}

const byLine = (a: TextRun, b: TextRun): number => a.y - b.y || a.x0 - b.x0;

/** Number of different baselines. */
export function countLines(runs: readonly TextRun[]): number {
  let count = 0;
  let last = -Infinity;
  for (const run of runs.toSorted(byLine)) {
    if (run.y - last > 0.4 * run.size) count += 1;
    last = run.y;
  }
  return count;
}

function toStretches(runs: readonly TextRun[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const run of runs.toSorted(byLine)) {
    const last = stretches.at(-1);
    const isNear =
      last !== undefined && run.y - last.y < 0.3 * run.size && run.x0 - last.x1 < stretchGap * run.size;
    if (last !== undefined && isNear) last.x1 = Math.max(last.x1, run.x1);
    else stretches.push({ x0: run.x0, x1: run.x1, y: run.y });
  }
  return stretches;
}

/** Whether lines fill their column, as running text does and the cells of a table do not. */
export function isRunningText(runs: readonly TextRun[], width = rightEdge(runs) - leftEdge(runs)): boolean {
  const em = median(runs.map((run) => run.size));
  const lengths = toStretches(runs).map((stretch) => stretch.x1 - stretch.x0);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return width > 6 * em && sum(lengths.filter((length) => length >= 0.6 * width)) >= 0.55 * sum(lengths);
}

/** Share of the lines on the side with fewer that have a line at the same height on the other. */
function alignment(left: readonly TextRun[], right: readonly TextRun[]): number {
  const leftLines = toStretches(left);
  const rightLines = toStretches(right);
  const [few, many] =
    leftLines.length < rightLines.length ? [leftLines, rightLines] : [rightLines, leftLines];
  const aligned = few.filter((line) => many.some((other) => Math.abs(other.y - line.y) < 1.5));
  return few.length === 0 ? 0 : aligned.length / few.length;
}

/** Runs on both sides of a gutter. */
export interface Sides {
  readonly left: readonly TextRun[];
  readonly right: readonly TextRun[];
}

/** Whether what stands left and right of a gutter are the cells of rows and not a strip of the two columns `of`. */
export function isRowsOfCells({ left, right }: Sides, of: Sides): boolean {
  if (left.length === 0 || right.length === 0) return false;
  const fills = (runs: readonly TextRun[], column: readonly TextRun[]): boolean =>
    isRunningText(runs, rightEdge(column) - leftEdge(column));
  return !fills(left, of.left) && !fills(right, of.right) && alignment(left, right) >= 0.6;
}

function overlapOfHeights(left: readonly TextRun[], right: readonly TextRun[]): number {
  const span = (runs: readonly TextRun[]): readonly [number, number] => [
    runs.reduce((least, run) => Math.min(least, run.y - run.size), Infinity),
    runs.reduce((most, run) => Math.max(most, run.y), -Infinity),
  ];
  const [leftTop, leftBottom] = span(left);
  const [rightTop, rightBottom] = span(right);
  const shared = Math.min(leftBottom, rightBottom) - Math.max(leftTop, rightTop);
  return shared / Math.min(leftBottom - leftTop, rightBottom - rightTop);
}

/** Whether what stands left and right of a gutter stands side by side: several lines each, at the same heights, apart. */
export function isSideBySide({ left, right }: Sides): boolean {
  if (countLines(left) < fewestLines || countLines(right) < fewestLines) return false;
  const em = median([...left, ...right].map((run) => run.size));
  const ends = left.map((run) => run.x1).toSorted((a, b) => a - b);
  const usualEnd = ends[Math.min(ends.length - 1, Math.floor(0.95 * ends.length))] ?? 0;
  return leftEdge(right) - usualEnd >= 0.6 * em && overlapOfHeights(left, right) >= 0.5;
}
