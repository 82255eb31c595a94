import type { Block } from "../block.ts";
import { singleLine } from "../normalise.ts";
import { recordsToBlocks } from "../records/record-blocks.ts";
import { findHeader } from "./find-header.ts";

type Grid = readonly (readonly string[])[];

/** Rows that are longer than this on average are prose with fields, and each becomes a section. */
const longestRow = 600;

function isFilled(cell: string): boolean {
  return cell.trim() !== "";
}

/** Without columns that are empty in every row. */
function withoutEmptyColumns(rows: Grid): Grid {
  const used = new Set<number>();
  for (const row of rows) for (const [column, cell] of row.entries()) if (isFilled(cell)) used.add(column);
  const columns = [...used].toSorted((a, b) => a - b);
  return rows.map((row) => columns.map((column) => row[column] ?? ""));
}

/** Lines above the table with one filled cell: title, source, notes. */
function preambleLength(rows: Grid): number {
  const counts = rows.slice(0, 20).map((row) => row.filter(isFilled).length);
  const first = counts.findIndex((count) => count > 1);
  return first < 0 || (rows[0]?.length ?? 0) < 2 ? 0 : first;
}

function columnNames(header: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return header.map((cell, index) => {
    const plain = singleLine(cell) === "" ? `#${index + 1}` : singleLine(cell);
    const name = seen.has(plain) ? `${plain} (${index + 1})` : plain;
    seen.add(name);
    return name;
  });
}

function averageLength(rows: Grid): number {
  const total = rows.reduce((sum, row) => sum + row.reduce((length, cell) => length + cell.length, 0), 0);
  return total / Math.max(1, rows.length);
}

/** Cuts a sheet at rows that are empty all over: what stands between them are tables of their own. */
function cutAtEmptyRows(rows: Grid): readonly Grid[] {
  const parts: (readonly string[])[][] = [[]];
  for (const row of rows) {
    if (row.some(isFilled)) parts.at(-1)?.push(row);
    else if (parts.at(-1)?.length !== 0) parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}

function partToBlocks(part: Grid): readonly Block[] {
  const rows = withoutEmptyColumns(part);
  const start = preambleLength(rows);
  const paragraphs = (from: Grid): readonly Block[] =>
    from.map((row) => ({ type: "paragraph", text: row.filter(isFilled).join(" ") }));
  const preamble = paragraphs(rows.slice(0, start));
  const table = rows.slice(start);
  const [first] = table;
  if (first === undefined) return preamble;
  const header = findHeader(table);
  if (header && table.length > 1 && first.length > 1 && averageLength(table.slice(1)) > longestRow) {
    const names = columnNames(first);
    const records = table
      .slice(1)
      .map((row) => Object.fromEntries(names.map((name, column) => [name, row[column] ?? ""])));
    return [...preamble, ...recordsToBlocks(records).blocks];
  }
  if (first.length === 1 && !header) return [...preamble, ...paragraphs(table)];
  return [...preamble, { type: "table", rows: table, header }];
}

/**
 * The grid of a sheet as blocks: notes above a table as paragraphs, the table with its header row, or a section
 * for each row where rows hold long texts. Empty rows part tables, empty columns are dropped. Linear; never throws.
 */
export function gridToBlocks(grid: Grid): readonly Block[] {
  return cutAtEmptyRows(grid).flatMap(partToBlocks);
}
