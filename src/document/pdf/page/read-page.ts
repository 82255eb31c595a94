import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { annotationItems } from "./annotation-items.ts";
import { findHiddenText } from "./find-hidden-text.ts";
import { type Matrix, multiply, toMatrix } from "./matrix.ts";
import { removeHiddenText } from "./remove-hidden-text.ts";

/** A string as it was drawn: on one baseline, in one font. Points, from the top left of the page as read. */
export interface TextItem {
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly width: number;
  /** Height of the em. */
  readonly size: number;
  /** Name, a space, and the generic family: `serif`, `sans-serif`, `monospace`. */
  readonly font: string;
}

export interface PageContent {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** In the order they were drawn; white space between words may be an item of its own. */
  readonly items: readonly TextItem[];
  /** Text that runs in another direction than the rest of the page. */
  readonly sideways: readonly string[];
  /** Characters that a reader of the page would not have seen, and that were dropped. */
  readonly hiddenCharacters: number;
}

interface PlacedItem extends TextItem {
  /** Quarter turns clockwise, 0 to 3; undefined for text at any other angle. */
  readonly turns: number | undefined;
}

function quarterTurns(matrix: Matrix): number | undefined {
  const degrees = (Math.atan2(matrix[1], matrix[0]) * 180) / Math.PI;
  const turns = Math.round(degrees / 90);
  return Math.abs(degrees - turns * 90) < 5 ? ((turns % 4) + 4) % 4 : undefined;
}

/** The direction in which most of the characters run. */
function mainTurns(items: readonly PlacedItem[]): number {
  const counts = [0, 0, 0, 0];
  for (const { turns, text } of items)
    if (turns !== undefined) counts[turns] = (counts[turns] ?? 0) + text.trim().length;
  return counts.indexOf(Math.max(...counts));
}

/** Where a point lies once the page is turned back so that its text runs from left to right. */
function turnBack(item: PlacedItem, turns: number, page: { width: number; height: number }): TextItem {
  const { text, x, y, width, size, font } = item;
  const at = (newX: number, newY: number): TextItem => ({ text, x: newX, y: newY, width, size, font });
  if (turns === 1) return at(y, page.width - x);
  if (turns === 2) return at(page.width - x, page.height - y);
  if (turns === 3) return at(page.height - y, x);
  return at(x, y);
}

/** Names of the fonts of a page as their makers call them, without the tag of a subset. */
function fontNames(page: PDFPageProxy, ids: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    ids.map((id) => {
      const font: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : undefined;
      const isNamed =
        typeof font === "object" && font !== null && "name" in font && typeof font.name === "string";
      return [id, isNamed ? String(font.name).replace(/^[A-Z]{6}\+/, "") : id];
    }),
  );
}

/** Text smaller than this, in points, cannot be read. */
const smallestSize = 1.5;

/**
 * The text of one page with its places. Text outside the visible page is not among it, nor is text that
 * nobody sees, which is counted. Rejects where the page cannot be read.
 */
export async function readPage(
  page: PDFPageProxy,
  operators: Readonly<Record<string, number>>,
): Promise<PageContent> {
  const viewport = page.getViewport({ scale: 1 });
  const toPage = toMatrix(viewport.transform);
  const content = await page.getTextContent();
  const layer = content.items.flatMap((item) => ("str" in item && item.str !== "" ? [item] : []));
  // Without text there is nothing to look for in the drawing, and drawings without text are the slow ones.
  const list = layer.length === 0 ? undefined : await page.getOperatorList();
  const seen = removeHiddenText(layer, list === undefined ? [] : findHiddenText(list, operators));
  const shown = [...seen.items, ...annotationItems(await page.getAnnotations())];
  const names = fontNames(page, Object.keys(content.styles));
  const placed: PlacedItem[] = [];
  let hidden = seen.removed;
  for (const item of shown) {
    const matrix = multiply(toPage, toMatrix(item.transform));
    const place = { x: matrix[4], y: matrix[5], width: item.width, size: Math.hypot(matrix[2], matrix[3]) };
    if (!Object.values(place).every(Number.isFinite)) continue;
    if (place.size < smallestSize && item.str.trim() !== "") {
      hidden += item.str.trim().length;
      continue;
    }
    const font = `${names.get(item.fontName) ?? ""} ${content.styles[item.fontName]?.fontFamily ?? ""}`;
    placed.push({ ...place, text: item.str, font, turns: quarterTurns(matrix) });
  }
  const turns = mainTurns(placed);
  const size = { width: viewport.width, height: viewport.height };
  const isUpright = (item: PlacedItem): boolean => item.turns === turns;
  return {
    number: page.pageNumber,
    width: turns % 2 === 0 ? size.width : size.height,
    height: turns % 2 === 0 ? size.height : size.width,
    items: placed.filter(isUpright).map((item) => turnBack(item, turns, size)),
    sideways: placed.flatMap((item) =>
      isUpright(item) || item.text.trim() === "" ? [] : [item.text.trim()],
    ),
    hiddenCharacters: hidden,
  };
}
