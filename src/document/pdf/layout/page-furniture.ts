import { median } from "../../../core/quantile.ts";
import type { TextRun } from "../page/text-run.ts";

/** The runs of one page, with its size in points. */
export interface PageRuns {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly TextRun[];
}

type Edge = "top" | "bottom";

/** A line near the edge of a page that may be a running header, footer or page number. */
interface EdgeLine {
  readonly page: number;
  readonly edge: Edge;
  /** Its text with every number as `#`, so that page numbers do not keep copies apart. */
  readonly key: string;
  /** The page number it states, for a line that is nothing but a page number. */
  readonly folio: number | undefined;
  readonly y: number;
  readonly runs: readonly TextRun[];
  /** Widest distance between lines from here to three lines towards the middle of the page, in ems of this line. */
  readonly gap: number;
}

/** Part of the page height, from either edge, in which furniture is looked for. */
const edgeShare = 0.2;
const edgeLines = 3;
const folioPattern =
  /^[\s\-–—·•|[(]*(?:page|p\.|seite|第)?\s*(?<number>\d{1,5}|[ivxlc]{1,8})\s*(?:(?:of|von|de|\/|共)\s*\d{1,5})?\s*(?:页|頁)?(?:\s*[,，/]?\s*共\s*\d{1,5}\s*[页頁])?[\s\-–—·•|\])]*$/i;

function romanValue(text: string): number | undefined {
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  const digits = Array.from(text.toLowerCase(), (letter) => values[letter]);
  let total = 0;
  for (const [index, digit] of digits.entries()) {
    if (digit === undefined) return undefined;
    total += digit < (digits[index + 1] ?? 0) ? -digit : digit;
  }
  return total;
}

function readFolio(text: string): number | undefined {
  const stated = folioPattern.exec(text)?.groups?.["number"];
  if (stated === undefined) return undefined;
  return /^\d/.test(stated) ? Number(stated) : romanValue(stated);
}

/** Runs of a page grouped by baseline, from top to bottom. */
function baselines(runs: readonly TextRun[]): readonly (readonly TextRun[])[] {
  const rows: TextRun[][] = [];
  for (const run of runs.toSorted((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && run.y - first.y < 0.35 * first.size) row.push(run);
    else rows.push([run]);
  }
  return rows;
}

/** How far a line stands from the text, where it may be one of several lines of a header; 0 where it stands alone. */
function gapInwards(rows: readonly (readonly TextRun[])[], at: number, step: 1 | -1): number {
  const yOf = (index: number): number => rows[index]?.[0]?.y ?? Infinity;
  let widest = 0;
  for (let index = at; Math.abs(index - at) < edgeLines; index += step) {
    const gap = Math.abs(yOf(index + step) - yOf(index));
    if (Number.isFinite(gap)) widest = Math.max(widest, gap);
  }
  return widest / Math.max(rows[at]?.[0]?.size ?? 1, 1);
}

function edgeLinesOf(page: PageRuns): readonly EdgeLine[] {
  const rows = baselines(page.runs);
  const lines: EdgeLine[] = [];
  for (const [at, row] of rows.entries()) {
    const y = row[0]?.y ?? 0;
    const isTop = at < edgeLines && y < edgeShare * page.height;
    const isBottom = at >= rows.length - edgeLines && y > (1 - edgeShare) * page.height;
    if (!isTop && !isBottom) continue;
    const text = row
      .toSorted((a, b) => a.x0 - b.x0)
      .map((run) => run.text)
      .join(" ");
    lines.push({
      page: page.number,
      edge: isTop ? "top" : "bottom",
      key: text.toLowerCase().replace(/\d+/g, "#").replace(/\s+/g, ""),
      folio: readFolio(text),
      y,
      runs: row,
      gap: gapInwards(rows, at, isTop ? 1 : -1),
    });
  }
  return lines;
}

/** Whether lines that say the same are furniture: on enough pages, at one height, set apart from the text. */
function isRepeated(lines: readonly EdgeLine[], pageCount: number): boolean {
  const pages = new Set(lines.map((line) => line.page)).size;
  if (pages < Math.min(3, pageCount) || pages < 2) return false;
  const middle = median(lines.map((line) => line.y));
  const steady = lines.filter((line) => Math.abs(line.y - middle) < 6).length;
  if (steady < 0.7 * lines.length) return false;
  return /\p{L}{2}/u.test(lines[0]?.key ?? "") ? median(lines.map((line) => line.gap)) > 1.3 : false;
}

/** A page number that stands alone at the edge of a document of one page. */
function isOnlyFolio(line: EdgeLine, page: PageRuns): boolean {
  return (
    line.folio === page.number && line.gap > 2 && (line.y > 0.9 * page.height || line.y < 0.1 * page.height)
  );
}

function groupBy(lines: readonly EdgeLine[], keyOf: (line: EdgeLine) => string): readonly EdgeLine[][] {
  const groups = new Map<string, EdgeLine[]>();
  for (const line of lines) {
    const group = groups.get(keyOf(line)) ?? [];
    group.push(line);
    groups.set(keyOf(line), group);
  }
  return [...groups.values()];
}

/** Lines at a height where most lines are furniture are furniture too: a header that names each short chapter once. */
function spreadOverSlots(lines: readonly EdgeLine[], found: Set<EdgeLine>, pageCount: number): void {
  for (const slot of groupBy(lines, (line) => `${line.edge} ${Math.round(line.y)}`)) {
    const known = slot.filter((line) => found.has(line)).length;
    if (known < 4 || known < 0.5 * pageCount || known < 0.6 * slot.length) continue;
    for (const line of slot) if (line.gap > 1.3) found.add(line);
  }
}

/**
 * The pages without running headers, running footers and page numbers: lines near an edge that repeat on
 * other pages, numbers aside, or that count with the pages. Numbers that do not count are kept, and so is
 * everything where nothing else would be left.
 */
export function withoutFurniture(pages: readonly PageRuns[]): readonly PageRuns[] {
  const lines = pages.flatMap(edgeLinesOf);
  const found = new Set<EdgeLine>();
  for (const group of groupBy(lines, (line) => `${line.edge} ${line.key}`)) {
    if (isRepeated(group, pages.length)) for (const line of group) found.add(line);
  }
  const folios = lines.filter((line) => line.folio !== undefined);
  for (const group of groupBy(folios, (line) => `${line.edge} ${(line.folio ?? 0) - line.page}`)) {
    if (group.length >= 2 && group.length >= Math.min(3, pages.length))
      for (const line of group) found.add(line);
  }
  const only = pages[0];
  if (pages.length === 1 && only !== undefined) {
    for (const line of lines) if (isOnlyFolio(line, only)) found.add(line);
  }
  spreadOverSlots(lines, found, pages.length);
  const dropped = new Set([...found].flatMap((line) => line.runs));
  const rest = pages.map((page) => ({ ...page, runs: page.runs.filter((run) => !dropped.has(run)) }));
  return rest.some((page) => page.runs.length > 0) ? rest : pages;
}
