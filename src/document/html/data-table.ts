import { elementsOf, type HtmlElement } from "./tree.ts";

const mostColumns = 1_000;
/** Places a table's spans may fill; a few bytes of markup can ask for millions. */
const mostSpanned = 20_000;
const longestCell = 600;

interface Cell {
  readonly element: HtmlElement;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

export interface TableGrid {
  readonly caption: HtmlElement | undefined;
  /** One entry a grid place; a cell that spans several is in each of them. */
  readonly rows: readonly (readonly (HtmlElement | undefined)[])[];
  readonly header: boolean;
}

function childrenOf(element: HtmlElement, tags: ReadonlySet<string>): readonly HtmlElement[] {
  return element.children.filter(
    (child): child is HtmlElement => typeof child !== "string" && tags.has(child.tag),
  );
}

const sections = new Set(["thead", "tbody", "tfoot"]);
const rowTag = new Set(["tr"]);
const cellTags = new Set(["td", "th"]);
const captionTag = new Set(["caption"]);
/** What a cell of a data table does not contain. */
const layoutContent = new Set(
  "table h1 h2 h3 h4 form article section nav aside header footer iframe".split(" "),
);

function rowsOf(table: HtmlElement): readonly HtmlElement[] {
  return [table, ...childrenOf(table, sections)].flatMap((part) => childrenOf(part, rowTag));
}

function span(element: HtmlElement, name: string, most: number): number {
  const value = Number.parseInt(element.attributes[name] ?? "1", 10);
  return Number.isFinite(value) && value > 1 ? Math.min(value, most) : 1;
}

/** Whether a table arranges data, as opposed to a page's parts; layout tables are read as plain blocks. */
export function isDataTable(table: HtmlElement): boolean {
  const role = table.attributes["role"];
  if (role === "presentation" || role === "none") return false;
  let marked = childrenOf(table, captionTag).length > 0;
  for (const element of elementsOf(table)) {
    if (element === table) continue;
    if (layoutContent.has(element.tag)) return false;
    if (element.tag === "th" || element.tag === "thead") marked = true;
  }
  const widths = rowsOf(table).map((row) => childrenOf(row, cellTags).length);
  const wide = widths.filter((width) => width > 1).length;
  if (widths.length < 2 || wide < 2) return false;
  return marked || wide >= widths.length * 0.6;
}

/** The grid of a table with `colspan` and `rowspan` resolved, so that every row can be read alone. */
export function readGrid(table: HtmlElement): TableGrid {
  const rows: (HtmlElement | undefined)[][] = [];
  const held = new Map<number, { cell: Cell; left: number }>();
  const source = rowsOf(table);
  let spare = mostSpanned;
  for (const row of source) {
    const places: (HtmlElement | undefined)[] = [];
    const occupy = (): void => {
      for (let above = held.get(places.length); above !== undefined; above = held.get(places.length)) {
        const column = places.length;
        places.push(above.cell.element);
        above.left -= 1;
        if (above.left === 0) held.delete(column);
      }
    };
    const cells = childrenOf(row, cellTags);
    for (const element of cells) {
      occupy();
      const columns = spare > 0 ? span(element, "colspan", mostColumns - places.length) : 1;
      const below = spare > 0 ? span(element, "rowspan", source.length) - 1 : 0;
      spare -= columns - 1 + below;
      const cell = { element, column: places.length, columns, rows: below };
      for (let offset = 0; offset < columns && places.length < mostColumns; offset += 1) {
        if (below > 0 && offset === 0) held.set(places.length, { cell, left: below });
        // A heading over several columns belongs to each; other cells are not said twice.
        places.push(offset === 0 || (element.tag === "th" && cells.length > 1) ? element : undefined);
      }
    }
    occupy();
    rows.push(places);
  }
  const first = rows[0] ?? [];
  const header =
    first.length > 0 && first.every((cell) => cell?.tag === "th" || cell?.parent?.parent?.tag === "thead");
  return { caption: childrenOf(table, captionTag)[0], rows, header };
}

/** Whether any cell is so long that the table reads better as plain blocks. */
export function hasLongCell(texts: readonly (readonly string[])[]): boolean {
  return texts.some((row) => row.some((text) => text.length > longestCell));
}
