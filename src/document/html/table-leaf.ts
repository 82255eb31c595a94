import type { Link } from "../document.ts";
import { hasLongCell, readGrid } from "./data-table.ts";
import { inlineTags, isReferenceMark, unreadTags } from "./dom-rules.ts";
import { createInlineBuffer, type InlineBuffer, type InlineText } from "./inline-text.ts";
import type { HtmlElement } from "./tree.ts";

export interface TableContent {
  readonly rows: readonly (readonly string[])[];
  readonly header: boolean;
  readonly caption?: string;
  /** All cells, one after the other. */
  readonly text: string;
  readonly linkLength: number;
  readonly links: readonly Link[];
}

type Resolve = (href: string) => string | undefined;

function addInline(element: HtmlElement, inline: InlineBuffer, resolve: Resolve): void {
  for (const child of element.children) {
    if (typeof child === "string") inline.addText(child);
    else if (child.tag === "br") inline.addText(" ");
    else if (!unreadTags.has(child.tag) && !isReferenceMark(child)) {
      const gap = inlineTags.has(child.tag) ? "" : " ";
      const href = child.tag === "a" ? child.attributes["href"] : undefined;
      inline.addText(gap);
      if (href !== undefined) inline.openLink(resolve(href));
      addInline(child, inline, resolve);
      if (href !== undefined) inline.closeLink();
      inline.addText(gap);
    }
  }
}

/** The content of an element as one line of text. */
function readCell(cell: HtmlElement, resolve: Resolve): InlineText {
  const inline = createInlineBuffer();
  addInline(cell, inline, resolve);
  return inline.take();
}

/** Reads a data table; undefined where a cell is so long that the table reads better as blocks. */
export function readTable(table: HtmlElement, resolve: Resolve): TableContent | undefined {
  const grid = readGrid(table);
  const cells = new Map<HtmlElement, InlineText>();
  for (const cell of grid.rows.flat()) {
    if (cell !== undefined && !cells.has(cell)) cells.set(cell, readCell(cell, resolve));
  }
  const textOf = (cell: HtmlElement | undefined): string =>
    cell === undefined ? "" : (cells.get(cell)?.text ?? "");
  const rows = grid.rows.map((row) => row.map(textOf));
  if (hasLongCell(rows)) return undefined;
  const read = [...cells.values()];
  const caption = grid.caption === undefined ? undefined : readCell(grid.caption, resolve);
  return {
    rows,
    header: grid.header,
    ...(caption === undefined || caption.text === "" ? {} : { caption: caption.text }),
    text: read
      .map((cell) => cell.text)
      .join(" ")
      .trim(),
    linkLength: read.reduce((sum, cell) => sum + cell.linkLength, 0),
    links: [...read.flatMap((cell) => cell.links), ...(caption?.links ?? [])],
  };
}
