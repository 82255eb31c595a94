import { median } from "../../../core/quantile.ts";
import {
  type Sides,
  countLines,
  fewestLines,
  isRowsOfCells,
  isRunningText,
  isSideBySide,
  leftEdge,
  rightEdge,
} from "./column-tests.ts";
import type { TextRun } from "../page/text-run.ts";

/** A part of a page that is read from top to bottom before anything else: a column, or what spans all columns. */
export interface Region {
  readonly runs: readonly TextRun[];
  readonly x0: number;
  readonly x1: number;
}

/** A strip of a page over its whole width. */
interface Band {
  readonly type: "columns" | "full";
  readonly runs: readonly TextRun[];
}

/** Columns inside columns inside columns: no page has more. */
const deepest = 3;
/** Gutters tried for a page, likeliest first; a quarter of that for a column of it, and so on. */
const mostCandidates = 24;
/** A page with more runs than this is a drawing or an attack, and is read as one column. */
const mostRuns = 6000;
/** Distance between baselines, in ems, that parts a strip from the next. */
const stripGap = 1.5;

const leftOf = (runs: readonly TextRun[], gutter: number): readonly TextRun[] =>
  runs.filter((run) => run.x1 <= gutter);
const rightOf = (runs: readonly TextRun[], gutter: number): readonly TextRun[] =>
  runs.filter((run) => run.x1 > gutter);

const sidesOf = (runs: readonly TextRun[], gutter: number): Sides => ({
  left: leftOf(runs, gutter),
  right: rightOf(runs, gutter),
});

/** Places where a second column may begin: left edges that several lines share, most shared first. */
function candidateGutters(runs: readonly TextRun[], depth: number): readonly number[] {
  const edges = runs.map((run) => run.x0).toSorted((a, b) => a - b);
  const em = median(runs.map((run) => run.size));
  const least = leftEdge(runs) + 4 * em;
  const candidates: { readonly gutter: number; readonly lines: number }[] = [];
  let start = 0;
  for (let at = 1; at <= edges.length; at += 1) {
    const edge = edges[at];
    const previous = edges[at - 1] ?? 0;
    if (edge !== undefined && edge - previous < 0.3 * em) continue;
    const first = edges[start] ?? 0;
    const lines = at - start;
    if (lines >= fewestLines && first > least) candidates.push({ gutter: first - 0.25 * em, lines });
    start = at;
  }
  const likeliest = candidates.toSorted((a, b) => b.lines - a.lines).slice(0, mostCandidates / 4 ** depth);
  return likeliest.map(({ gutter }) => gutter);
}

/** Joins neighbouring bands of one type. */
function mergeBands(bands: readonly Band[]): readonly Band[] {
  const merged: { readonly type: Band["type"]; readonly runs: TextRun[] }[] = [];
  for (const band of bands) {
    const last = merged.at(-1);
    if (last?.type !== band.type) merged.push({ type: band.type, runs: [...band.runs] });
    else for (const run of band.runs) last.runs.push(run);
  }
  return merged;
}

/** Cuts runs, sorted by height, wherever white space runs across the whole width. */
function cutIntoStrips(sorted: readonly TextRun[]): readonly (readonly TextRun[])[] {
  const strips: TextRun[][] = [];
  let bottom = -Infinity;
  for (const run of sorted) {
    const strip = strips.at(-1);
    if (strip === undefined || run.y - bottom > stripGap * run.size) strips.push([run]);
    else strip.push(run);
    bottom = Math.max(bottom, run.y);
  }
  return strips;
}

const caption = /^(?:table|tab\.|fig|表|图)/i;

/** Strips looked at above a wide table for its caption. */
const captionStrips = 3;

/** A caption that stands in one column right above a wide table, and what is between, goes with the table. */
function withCaptions(strips: readonly Band[], gutter: number): readonly Band[] {
  const isOneSided = ({ runs }: Band): boolean =>
    leftOf(runs, gutter).length === 0 || rightOf(runs, gutter).length === 0;
  const isTaken = (at: number): boolean => {
    const table = strips.findIndex((strip, index) => index > at && strip.type === "full");
    if (table < 0 || table - at > captionStrips) return false;
    const first = strips.findIndex(
      (strip, index) => index > table - 1 - captionStrips && caption.test(strip.runs[0]?.text ?? ""),
    );
    return first >= 0 && first <= at && strips.slice(first, table).every(isOneSided);
  };
  return strips.map((strip, at) =>
    strip.type === "columns" && isTaken(at) ? { ...strip, type: "full" } : strip,
  );
}

/** Takes the tables that lie across the gutter out of a stretch of columns. */
function withoutWideTables(runs: readonly TextRun[], gutter: number): readonly Band[] {
  const whole = sidesOf(runs, gutter);
  const strips = cutIntoStrips(runs).map((strip): Band => {
    return { type: isRowsOfCells(sidesOf(strip, gutter), whole) ? "full" : "columns", runs: strip };
  });
  const bands = mergeBands(strips).flatMap((band): readonly Band[] => {
    const isTable = band.type === "full" && countLines(band.runs) >= fewestLines;
    return cutIntoStrips(band.runs).map((strip) => ({ type: isTable ? "full" : "columns", runs: strip }));
  });
  return mergeBands(withCaptions(bands, gutter));
}

/** Cuts a region at a gutter into bands: lines that keep to their side, and lines and tables that cross. */
function cutIntoBands(sorted: readonly TextRun[], gutter: number): readonly Band[] {
  const bands = mergeBands(
    sorted.map((run) => ({ type: run.x1 > gutter && run.x0 < gutter ? "full" : "columns", runs: [run] })),
  );
  return bands.flatMap((band) => (band.type === "full" ? [band] : withoutWideTables(band.runs, gutter)));
}

/**
 * A few lines above or below what crosses the gutter are columns too when they start where the columns
 * start; rows of a table that happens to have a gap there do not fill their side.
 */
function continuesColumns(band: Band, columns: readonly Band[], gutter: number): boolean {
  const left = leftOf(band.runs, gutter);
  const right = rightOf(band.runs, gutter);
  if (left.length === 0 || right.length === 0) return false;
  const em = median(band.runs.map((run) => run.size));
  const startsLike = (side: typeof leftOf, runs: readonly TextRun[]): boolean =>
    columns.some((known) => Math.abs(leftEdge(side(known.runs, gutter)) - leftEdge(runs)) < 2.5 * em);
  return (
    startsLike(leftOf, left) && startsLike(rightOf, right) && isRunningText(left) && isRunningText(right)
  );
}

/** Whether a side of a gutter is text: one column of it, or several. */
function isText(runs: readonly TextRun[], depth: number): boolean {
  return isRunningText(runs) || (depth < deepest && findColumns(runs, depth) !== undefined);
}

/** The bands of the best gutter, or undefined where the region is one column. */
function findColumns(
  sorted: readonly TextRun[],
  depth: number,
): { readonly bands: readonly Band[]; readonly gutter: number } | undefined {
  let best: { readonly bands: readonly Band[]; readonly gutter: number } | undefined;
  let most = 0;
  for (const gutter of candidateGutters(sorted, depth)) {
    const isPair = ({ runs }: Band): boolean => {
      const sides = sidesOf(runs, gutter);
      return isSideBySide(sides) && isText(sides.left, depth + 1) && isText(sides.right, depth + 1);
    };
    const bands = cutIntoBands(sorted, gutter);
    const columns = bands.filter((band) => band.type === "columns" && isPair(band));
    const count = columns.reduce((sum, band) => sum + band.runs.length, 0);
    if (count <= most) continue;
    most = count;
    const settled = bands.map((band): Band => {
      const isColumns =
        columns.includes(band) || (band.type === "columns" && continuesColumns(band, columns, gutter));
      return { ...band, type: isColumns ? "columns" : "full" };
    });
    best = { bands: mergeBands(settled), gutter };
  }
  return best;
}

function order(runs: readonly TextRun[], depth: number): readonly Region[] {
  const sorted = runs.toSorted((a, b) => a.y - b.y || a.x0 - b.x0);
  const found = depth < deepest && runs.length <= mostRuns ? findColumns(sorted, depth) : undefined;
  if (found === undefined) {
    return runs.length === 0 ? [] : [{ runs: sorted, x0: leftEdge(runs), x1: rightEdge(runs) }];
  }
  return found.bands.flatMap((band) =>
    band.type === "columns"
      ? [
          ...order(leftOf(band.runs, found.gutter), depth + 1),
          ...order(rightOf(band.runs, found.gutter), depth + 1),
        ]
      : order(band.runs, depth + 1),
  );
}

/**
 * The regions of a page in reading order: columns from left to right, cut wherever something spans them.
 * Every run is in exactly one region.
 */
export function readingRegions(runs: readonly TextRun[]): readonly Region[] {
  return order(runs, 0);
}
