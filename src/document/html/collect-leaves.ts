import type { Link } from "../document.ts";
import { hasLongCell, isDataTable, readGrid } from "./data-table.ts";
import { createInlineBuffer } from "./inline-text.ts";
import type { ItemPlace, Leaf } from "./leaf.ts";
import { itemMarker } from "./list-marker.ts";
import { type HtmlElement, textContent } from "./tree.ts";

const inlineTags = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr picture q ruby s samp small source span strike strong sub sup time tt u var wbr o:p math mi mo mn mrow msup msub".split(
    " ",
  ),
);
const unread = new Set(["head", "script", "title", "rt", "rp"]);
const headingLevel: Readonly<Record<string, number>> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 };

interface Place {
  readonly owner: HtmlElement;
  readonly item: ItemPlace | undefined;
  readonly quote: HtmlElement | undefined;
  readonly level: number;
  readonly isCaption: boolean;
}

export interface LeafOptions {
  /** Resolves the `href` of a link; undefined for one that leads nowhere. */
  readonly resolve: (href: string) => string | undefined;
}

/** Elements that hold a heading, or are one: a list item among them is a card, not an item. */
function elementsWithHeading(root: HtmlElement): ReadonlySet<HtmlElement> {
  const found = new Set<HtmlElement>();
  const stack: HtmlElement[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (headingLevel[element.tag] !== undefined || element.tag === "table" || element.tag === "pre") {
      for (
        let above: HtmlElement | undefined = element;
        above !== undefined && !found.has(above);
        above = above.parent
      )
        found.add(above);
    }
    for (const child of element.children) if (typeof child !== "string") stack.push(child);
  }
  return found;
}

/** A reference mark: a superscript that is only a link within the page. */
function isReferenceMark(element: HtmlElement): boolean {
  if (element.tag !== "sup") return false;
  const inner = element.children.find((child) => typeof child !== "string");
  return inner !== undefined && typeof inner !== "string" && (inner.attributes["href"] ?? "").startsWith("#");
}

const markNames =
  /(?:^|[\s_-])(?:headerlink|permalink|heading-anchor|anchor-?link|anchorjs-link|hash-link|header-anchor|mw-editsection)(?:$|[\s_-])/;

/** What software sets beside headings, such as "¶", "#" or "[edit]". */
function isHeadingMark(element: HtmlElement): boolean {
  const text = textContent(element).trim();
  if (element.tag === "a" && text.length <= 2 && !/[\p{L}\p{N}]/u.test(text)) return true;
  return markNames.test(element.attributes["class"] ?? "") && text.length <= 40;
}

/** A button that opens a section is the section's heading; any other does something that a document does not. */
function isDisclosureButton({ attributes }: HtmlElement): boolean {
  return attributes["aria-controls"] !== undefined || attributes["aria-expanded"] !== undefined;
}

/** Whether a button is all that its heading consists of. */
function isWholeHeading(button: HtmlElement, place: Place): boolean {
  return place.level > 0 && textContent(button).trim() === textContent(place.owner).trim();
}

/** Divides a tree into leaves in reading order. Recursion is bounded by the depth cap of the tree. */
export function collectLeaves(root: HtmlElement, options: LeafOptions): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const buffer = createInlineBuffer();
  const holdsHeading = elementsWithHeading(root);

  const flush = (place: Place): void => {
    const inline = buffer.take();
    if (inline.text === "") return;
    const { owner, item, quote, isCaption, level } = place;
    const base = {
      ...inline,
      owner,
      isCaption,
      ...(item === undefined ? {} : { item }),
      ...(quote === undefined ? {} : { quote }),
    };
    leaves.push(
      level > 0
        ? { type: "heading", level, ...base, text: inline.text.replaceAll("\n", " ") }
        : { type: "text", ...base },
    );
  };

  const readCell = (cell: HtmlElement, links: Link[]): { text: string; linkLength: number } => {
    const inline = createInlineBuffer();
    const visitInline = (element: HtmlElement): void => {
      for (const child of element.children) {
        if (typeof child === "string") inline.addText(child);
        else if (child.tag === "br") inline.addText(" ");
        else if (!unread.has(child.tag) && !isReferenceMark(child)) {
          const isBlock = !inlineTags.has(child.tag);
          const href = child.tag === "a" ? child.attributes["href"] : undefined;
          if (isBlock) inline.addText(" ");
          if (href !== undefined) inline.openLink(options.resolve(href));
          visitInline(child);
          if (href !== undefined) inline.closeLink();
          if (isBlock) inline.addText(" ");
        }
      }
    };
    visitInline(cell);
    const taken = inline.take();
    for (const link of taken.links) links.push(link);
    return taken;
  };

  const addTable = (table: HtmlElement, place: Place): boolean => {
    const grid = readGrid(table);
    const links: Link[] = [];
    const read = new Map<HtmlElement, { text: string; linkLength: number }>();
    for (const row of grid.rows) {
      for (const cell of row)
        if (cell !== undefined && !read.has(cell)) read.set(cell, readCell(cell, links));
    }
    const rows = grid.rows.map((row) =>
      row.map((cell) => (cell === undefined ? "" : (read.get(cell)?.text ?? ""))),
    );
    if (hasLongCell(rows)) return false;
    const texts = [...read.values()];
    const caption = grid.caption === undefined ? "" : readCell(grid.caption, links).text;
    const text = texts
      .map((cell) => cell.text)
      .join(" ")
      .trim();
    if (text === "") return true;
    leaves.push({
      type: "table",
      rows,
      header: grid.header,
      ...(caption === "" ? {} : { caption }),
      text,
      linkLength: texts.reduce((sum, cell) => sum + cell.linkLength, 0),
      links,
      owner: table,
      isCaption: false,
      ...(place.quote === undefined ? {} : { quote: place.quote }),
    });
    return true;
  };

  const addCode = (element: HtmlElement, place: Place): void => {
    const text = textContent(element)
      .replace(/\r\n?/g, "\n")
      .replace(/^\n|\s+$/g, "");
    if (text === "") return;
    const inner = element.children.find((child) => typeof child !== "string" && child.tag === "code");
    const names = `${element.attributes["class"] ?? ""} ${typeof inner === "object" ? (inner.attributes["class"] ?? "") : ""}`;
    const language = /(?:^|\s)(?:language|lang|brush)[-:]\s?([\w+#.-]+)/.exec(names)?.[1];
    leaves.push({
      type: "code",
      text,
      ...(language === undefined ? {} : { language }),
      linkLength: 0,
      links: [],
      owner: element,
      isCaption: false,
      ...(place.quote === undefined ? {} : { quote: place.quote }),
    });
  };

  const placeWithin = (element: HtmlElement, place: Place): Place => {
    const { tag } = element;
    const level = headingLevel[tag];
    const inside: Place = { ...place, owner: element };
    if (level !== undefined) return { ...inside, level, item: undefined };
    if (tag === "blockquote") return { ...inside, quote: element };
    if (tag === "figcaption") return { ...inside, isCaption: true };
    if (tag !== "li" && tag !== "dt" && tag !== "dd") return inside;
    if (holdsHeading.has(element)) return { ...inside, item: undefined };
    const depth = (place.item === undefined ? 0 : place.item.depth + 1) + (tag === "dd" ? 1 : 0);
    const list = place.item?.list ?? element.parent ?? element;
    const marker = itemMarker(element);
    return { ...inside, item: { list, element, depth, ...(marker === undefined ? {} : { marker }) } };
  };

  const visitInlineElement = (element: HtmlElement, place: Place): void => {
    if (isReferenceMark(element) || (place.level > 0 && isHeadingMark(element))) return;
    const href = element.tag === "a" ? element.attributes["href"] : undefined;
    if (href !== undefined) buffer.openLink(options.resolve(href));
    visitChildren(element, place);
    if (href !== undefined) buffer.closeLink();
  };

  const visitBlockElement = (element: HtmlElement, place: Place): void => {
    flush(place);
    if (element.tag === "button" && !isDisclosureButton(element) && !isWholeHeading(element, place)) return;
    const inside = placeWithin(element, place);
    if (element.tag === "pre") addCode(element, place);
    else if (element.tag !== "table" || !isDataTable(element) || !addTable(element, place)) {
      visitChildren(element, inside);
      flush(inside);
    }
  };

  const visitChildren = (element: HtmlElement, place: Place): void => {
    let afterBreak = false;
    for (const child of element.children) {
      if (typeof child === "string") {
        if (child.trim() !== "") afterBreak = false;
        buffer.addText(child);
      } else if (child.tag === "br") {
        if (afterBreak) flush(place);
        else buffer.addBreak();
        afterBreak = true;
      } else if (!unread.has(child.tag)) {
        afterBreak = false;
        if (inlineTags.has(child.tag)) visitInlineElement(child, place);
        else visitBlockElement(child, place);
      }
    }
  };

  const place: Place = { owner: root, item: undefined, quote: undefined, level: 0, isCaption: false };
  visitChildren(root, place);
  flush(place);
  return leaves;
}
