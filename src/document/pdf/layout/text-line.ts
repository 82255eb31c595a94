import { meetsWithoutSpace } from "../page/script.ts";
import { isSingleLetter, type TextRun } from "../page/text-run.ts";

/** One line of a column. Points, from the top left of the page. */
export interface TextLine {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  /** Baseline. */
  readonly y: number;
  readonly size: number;
  readonly font: string;
  /** Whether all of it is set in one font. */
  readonly isOneFont: boolean;
  readonly page: number;
  /** Its parts, where wide gaps part them. */
  readonly cells: readonly TextRun[];
}

/** Runs further apart than this, in ems, are cells. */
const cellGap = 0.9;

function joinRuns(left: TextRun, right: TextRun): TextRun {
  const isLeftMain = left.text.length >= right.text.length;
  const { y, size, font } = isLeftMain ? left : right;
  const separator = meetsWithoutSpace(left.text, right.text) && right.x0 - left.x1 < 0.7 * size ? "" : " ";
  return {
    text: left.text + separator + right.text,
    x0: left.x0,
    x1: Math.max(left.x1, right.x1),
    y,
    size,
    font,
  };
}

function toLine(runs: readonly TextRun[], page: number): TextLine {
  const sorted = runs.toSorted((a, b) => a.x0 - b.x0);
  const cells: TextRun[] = [];
  for (const run of sorted) {
    const last = cells.at(-1);
    if (last !== undefined && run.x0 - last.x1 < cellGap * Math.max(last.size, run.size)) {
      cells[cells.length - 1] = joinRuns(last, run);
    } else cells.push(run);
  }
  const main = sorted.reduce((longest, run) => (run.text.length > longest.text.length ? run : longest));
  return {
    text: cells.map((cell) => cell.text).join(" "),
    x0: Math.min(...cells.map((cell) => cell.x0)),
    x1: Math.max(...cells.map((cell) => cell.x1)),
    y: main.y,
    size: main.size,
    font: main.font,
    isOneFont: sorted.every((run) => run.font === main.font),
    page,
    cells,
  };
}

/** Whether a run stands on the line that `first` began: most of the smaller one lies beside the larger. */
function isBeside(first: TextRun, run: TextRun): boolean {
  const top = (of: TextRun): number => of.y - 0.8 * of.size;
  const bottom = (of: TextRun): number => of.y + 0.2 * of.size;
  const shared = Math.min(bottom(first), bottom(run)) - Math.max(top(first), top(run));
  return shared > 0.55 * Math.min(first.size, run.size);
}

/** A drop capital is given back to the line whose first letter it is. */
function withDropCapitals(runs: readonly TextRun[]): readonly TextRun[] {
  const result = [...runs];
  for (const capital of runs) {
    if (!isSingleLetter(capital.text)) continue;
    const top = capital.y - capital.size;
    const index = result.findIndex(
      (run) =>
        run.size < 0.6 * capital.size &&
        run.x0 >= capital.x1 - 1 &&
        run.x0 - capital.x1 < capital.size &&
        run.y > top &&
        run.y - top < 0.75 * capital.size,
    );
    const line = result[index];
    if (line === undefined) continue;
    result[index] = { ...line, text: capital.text + line.text };
    result.splice(result.indexOf(capital), 1);
  }
  return result;
}

/** The runs of one region as lines from top to bottom. */
export function toLines(runs: readonly TextRun[], page: number): readonly TextLine[] {
  const sorted = withDropCapitals(runs).toSorted((a, b) => a.y - b.y || a.x0 - b.x0);
  const rows: { main: TextRun; runs: TextRun[] }[] = [];
  for (const run of sorted) {
    const row = rows.slice(-3).findLast(({ main }) => isBeside(main, run));
    if (row === undefined) rows.push({ main: run, runs: [run] });
    else {
      row.runs.push(run);
      if (run.text.length > row.main.text.length) row.main = run;
    }
  }
  return rows.map((row) => toLine(row.runs, page)).toSorted((a, b) => a.y - b.y);
}
