import { median } from "../../../core/quantile.ts";
import { isBareMarker } from "./list-marker.ts";
import type { TextLine } from "./text-line.ts";
import type { TextRun } from "../page/text-run.ts";

export interface PdfTable {
  readonly type: "table";
  readonly rows: readonly (readonly string[])[];
  readonly header: boolean;
  readonly page: number;
  readonly x0: number;
  readonly x1: number;
  /** Baselines of its first and last line. */
  readonly top: number;
  readonly bottom: number;
}

interface Column {
  readonly x0: number;
  readonly x1: number;
}

/** Fewest rows with at least two cells. */
const fewestRows = 3;
/** Share of the rows that may cover a gutter between columns, as a spanning header does. */
const spanningShare = 0.12;
/** Lines of one table; more than this is another kind of document. */
const mostLines = 400;
/** Lines between two rows, in ems of the row, beyond which the table has ended. */
const widestRowGap = 3.4;

const isTabular = (line: TextLine): boolean => line.cells.length >= 2;
const isNumeric = (text: string): boolean => /\d/.test(text) && !/\p{L}{3}/u.test(text);

/** Columns of a group of lines: what is left of the width when the gaps that nearly all rows share are taken out. */
function findColumns(lines: readonly TextLine[]): readonly Column[] {
  const rows = lines.filter(isTabular);
  const events = rows
    .flatMap((line) =>
      line.cells.flatMap((cell) => [
        { x: cell.x0, step: 1 },
        { x: cell.x1, step: -1 },
      ]),
    )
    .toSorted((a, b) => a.x - b.x || b.step - a.step);
  const allowed = Math.floor(rows.length * spanningShare);
  const columns: Column[] = [];
  let covering = 0;
  let start: number | undefined;
  for (const { x, step } of events) {
    covering += step;
    if (start === undefined && covering > allowed) start = x;
    else if (start !== undefined && covering <= allowed) {
      columns.push({ x0: start, x1: x });
      start = undefined;
    }
  }
  return columns;
}

/** The column a cell lies in most. */
function columnOf(cell: TextRun, columns: readonly Column[]): number {
  let best = 0;
  let most = -Infinity;
  for (const [index, column] of columns.entries()) {
    const shared = Math.min(cell.x1, column.x1) - Math.max(cell.x0, column.x0);
    if (shared > most) {
      most = shared;
      best = index;
    }
  }
  return best;
}

function toRow(line: TextLine, columns: readonly Column[]): readonly string[] {
  const row = columns.map(() => "");
  for (const cell of line.cells) {
    const at = columnOf(cell, columns);
    row[at] = [row[at], cell.text].filter((text) => text !== "").join(" ");
  }
  return row;
}

/** Whether a line without a first cell only carries on the cells above it. */
function continuesRow(line: TextLine, previous: TextLine, row: readonly string[], pitch: number): boolean {
  const filled = row.filter((cell) => cell !== "").length;
  const isClose = line.y - previous.y < 0.85 * pitch || filled === 1;
  return row[0] === "" && isClose && line.y - previous.y < 1.6 * line.size && !row.some(isNumeric);
}

function appendRow(above: readonly string[], row: readonly string[]): readonly string[] {
  return above.map((cell, index) => [cell, row[index] ?? ""].filter((text) => text !== "").join(" "));
}

/** Whether the first row names the columns: words above numbers, or set in another font than the rest. */
function hasHeader(rows: readonly (readonly string[])[], lines: readonly TextLine[]): boolean {
  const [first, ...rest] = rows;
  if (first === undefined || rest.length === 0 || first.some(isNumeric)) return false;
  const isOverNumbers = first.some(
    (_, at) => rest.filter((row) => isNumeric(row[at] ?? "")).length > rest.length / 2,
  );
  const [firstLine, ...otherLines] = lines;
  const isSetApart =
    otherLines.filter((line) => line.font !== firstLine?.font).length > 0.6 * otherLines.length;
  return isOverNumbers || isSetApart || first.filter((cell) => cell !== "").length === first.length;
}

/** Whether rows agree on their columns well enough to be called a table. */
function isConvincing(lines: readonly TextLine[], columns: readonly Column[]): boolean {
  const rows = lines.filter(isTabular);
  if (columns.length < 2 || rows.length < fewestRows) return false;
  const fitting = rows.filter((line) => {
    const taken = line.cells.map((cell) => columnOf(cell, columns));
    return new Set(taken).size === taken.length && taken.length >= 2;
  });
  if (fitting.length < 0.75 * rows.length) return false;
  const cells = rows.flatMap((line) => line.cells.map((cell) => cell.text));
  const numeric = cells.filter(isNumeric).length / cells.length;
  const length = median(cells.map((cell) => cell.length));
  const filled = cells.length / (rows.length * columns.length);
  if (filled < 0.45) return false;
  const marked = rows.filter((line) => isBareMarker(line.cells[0]?.text ?? "")).length;
  if (columns.length === 2 && marked > 0.6 * rows.length) return false;
  return columns.length >= 3 ? length <= 40 : numeric >= 0.3 || length <= 28;
}

function buildTable(lines: readonly TextLine[]): PdfTable | undefined {
  const columns = findColumns(lines);
  if (!isConvincing(lines, columns)) return undefined;
  const pitches = lines.slice(1).map((line, at) => line.y - (lines[at]?.y ?? 0));
  const pitch = median(pitches);
  const rows: (readonly string[])[] = [];
  for (const [at, line] of lines.entries()) {
    const row = toRow(line, columns);
    const previous = lines[at - 1];
    const above = rows.at(-1);
    if (previous !== undefined && above !== undefined && continuesRow(line, previous, row, pitch)) {
      rows[rows.length - 1] = appendRow(above, row);
    } else rows.push(row);
  }
  return {
    type: "table",
    rows,
    header: hasHeader(rows, lines),
    page: lines[0]?.page ?? 1,
    x0: columns[0]?.x0 ?? 0,
    x1: columns.at(-1)?.x1 ?? 0,
    top: lines[0]?.y ?? 0,
    bottom: lines.at(-1)?.y ?? 0,
  };
}

/** The end of the group of lines, from `start`, that may be one table; lines of one cell count only between rows. */
function groupEnd(lines: readonly TextLine[], start: number): number {
  let end = start + 1;
  for (let at = start + 1; at < Math.min(lines.length, start + mostLines) && at - end < 3; at += 1) {
    const line = lines[at];
    const previous = lines[at - 1];
    if (line === undefined || previous === undefined) break;
    if (line.y - previous.y > widestRowGap * Math.max(line.size, previous.size)) break;
    if (isTabular(line)) end = at + 1;
  }
  return end;
}

/** Replaces lines that form a table by the table; lines in doubt stay lines. The order is kept. */
export function findTables(lines: readonly TextLine[]): readonly (TextLine | PdfTable)[] {
  const found: (TextLine | PdfTable)[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined) break;
    const end = isTabular(line) ? groupEnd(lines, at) : at;
    const table = end - at >= fewestRows ? buildTable(lines.slice(at, end)) : undefined;
    if (table === undefined) {
      found.push(line);
      at += 1;
    } else {
      found.push(table);
      at = end;
    }
  }
  return found;
}
