import { isDataTable } from "./data-table.ts";
import {
  elementsWithHeading,
  headingLevels,
  inlineTags,
  isDisclosureButton,
  isHeadingMark,
  isReferenceMark,
  unreadTags,
} from "./dom-rules.ts";
import { createInlineBuffer } from "./inline-text.ts";
import type { ItemPlace, Leaf } from "./leaf.ts";
import { itemMarker } from "./list-marker.ts";
import { readTable } from "./table-leaf.ts";
import { type HtmlElement, textContent } from "./tree.ts";

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

function languageOf(listing: HtmlElement): string | undefined {
  const inner = listing.children.find((child) => typeof child !== "string" && child.tag === "code");
  const innerNames = typeof inner === "object" ? (inner.attributes["class"] ?? "") : "";
  const names = `${listing.attributes["class"] ?? ""} ${innerNames}`;
  return /(?:^|\s)(?:language|lang|brush)[-:]\s?([\w+#.-]+)/.exec(names)?.[1];
}

/** Whether a button is all that its heading consists of. */
function isWholeHeading(button: HtmlElement, place: Place): boolean {
  return place.level > 0 && textContent(button).trim() === textContent(place.owner).trim();
}

class LeafCollector {
  readonly leaves: Leaf[] = [];
  readonly #buffer = createInlineBuffer();
  readonly #holdsHeading: ReadonlySet<HtmlElement>;
  readonly #resolve: LeafOptions["resolve"];

  constructor(root: HtmlElement, { resolve }: LeafOptions) {
    this.#holdsHeading = elementsWithHeading(root);
    this.#resolve = resolve;
  }

  collect(root: HtmlElement): void {
    const place: Place = { owner: root, item: undefined, quote: undefined, level: 0, isCaption: false };
    this.#visitChildren(root, place);
    this.#flush(place);
  }

  #flush({ owner, item, quote, isCaption, level }: Place): void {
    const inline = this.#buffer.take();
    if (inline.text === "") return;
    const base = {
      ...inline,
      owner,
      isCaption,
      ...(item === undefined ? {} : { item }),
      ...(quote === undefined ? {} : { quote }),
    };
    if (level === 0) this.leaves.push({ type: "text", ...base });
    else this.leaves.push({ type: "heading", level, ...base, text: inline.text.replaceAll("\n", " ") });
  }

  /** Adds a table as one leaf; false where it has to be read as blocks. */
  #addTable(table: HtmlElement, { quote }: Place): boolean {
    if (!isDataTable(table)) return false;
    const content = readTable(table, this.#resolve);
    if (content === undefined) return false;
    const place = { owner: table, isCaption: false, ...(quote === undefined ? {} : { quote }) };
    if (content.text !== "") this.leaves.push({ type: "table", ...content, ...place });
    return true;
  }

  #addCode(listing: HtmlElement, { quote }: Place): void {
    const text = textContent(listing)
      .replace(/\r\n?/g, "\n")
      .replace(/^\n|\s+$/g, "");
    if (text === "") return;
    const language = languageOf(listing);
    this.leaves.push({
      type: "code",
      text,
      ...(language === undefined ? {} : { language }),
      linkLength: 0,
      links: [],
      owner: listing,
      isCaption: false,
      ...(quote === undefined ? {} : { quote }),
    });
  }

  #placeWithin(element: HtmlElement, place: Place): Place {
    const { tag } = element;
    const level = headingLevels[tag];
    const inside: Place = { ...place, owner: element };
    if (level !== undefined) return { ...inside, level, item: undefined };
    if (tag === "blockquote") return { ...inside, quote: element };
    if (tag === "figcaption") return { ...inside, isCaption: true };
    if (tag !== "li" && tag !== "dt" && tag !== "dd") return inside;
    if (this.#holdsHeading.has(element)) return { ...inside, item: undefined };
    const depth = (place.item === undefined ? 0 : place.item.depth + 1) + (tag === "dd" ? 1 : 0);
    const list = place.item?.list ?? element.parent ?? element;
    const marker = itemMarker(element);
    return { ...inside, item: { list, element, depth, ...(marker === undefined ? {} : { marker }) } };
  }

  #visitInline(element: HtmlElement, place: Place): void {
    if (isReferenceMark(element) || (place.level > 0 && isHeadingMark(element))) return;
    const href = element.tag === "a" ? element.attributes["href"] : undefined;
    if (href !== undefined) this.#buffer.openLink(this.#resolve(href));
    this.#visitChildren(element, place);
    if (href !== undefined) this.#buffer.closeLink();
  }

  #visitBlock(element: HtmlElement, place: Place): void {
    this.#flush(place);
    const { tag } = element;
    if (tag === "button" && !isDisclosureButton(element) && !isWholeHeading(element, place)) return;
    if (tag === "pre") this.#addCode(element, place);
    else if (tag !== "table" || !this.#addTable(element, place)) {
      const inside = this.#placeWithin(element, place);
      this.#visitChildren(element, inside);
      this.#flush(inside);
    }
  }

  #visitChildren(element: HtmlElement, place: Place): void {
    let afterBreak = false;
    for (const child of element.children) {
      if (typeof child === "string") {
        if (child.trim() !== "") afterBreak = false;
        this.#buffer.addText(child);
      } else if (child.tag === "br") {
        // Two breaks are what people without paragraphs write between paragraphs.
        if (afterBreak) this.#flush(place);
        else this.#buffer.addBreak();
        afterBreak = true;
      } else if (!unreadTags.has(child.tag)) {
        afterBreak = false;
        if (inlineTags.has(child.tag)) this.#visitInline(child, place);
        else this.#visitBlock(child, place);
      }
    }
  }
}

/** Divides a tree into leaves in reading order. Recursion is bounded by the depth cap of the tree. */
export function collectLeaves(root: HtmlElement, options: LeafOptions): readonly Leaf[] {
  const collector = new LeafCollector(root, options);
  collector.collect(root);
  return collector.leaves;
}
