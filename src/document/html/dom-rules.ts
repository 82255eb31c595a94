import { type HtmlElement, textContent } from "./tree.ts";

/** Elements that run on in a line of text; every other one begins and ends a block. */
export const inlineTags: ReadonlySet<string> = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr picture q ruby s samp small source span strike strong sub sup time tt u var wbr o:p math mi mo mn mrow msup msub".split(
    " ",
  ),
);

/** Elements that the text of a page is read without. */
export const unreadTags: ReadonlySet<string> = new Set(["head", "script", "title", "rt", "rp"]);

/** Level of each heading tag. */
export const headingLevels: Readonly<Record<string, number>> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 };

const markNames =
  /(?:^|[\s_-])(?:headerlink|permalink|heading-anchor|anchor-?link|anchorjs-link|hash-link|header-anchor|mw-editsection)(?:$|[\s_-])/;

/** A reference mark: a superscript that is only a link within the page. */
export function isReferenceMark(element: HtmlElement): boolean {
  if (element.tag !== "sup") return false;
  const inner = element.children.find((child) => typeof child !== "string");
  return inner !== undefined && typeof inner !== "string" && (inner.attributes["href"] ?? "").startsWith("#");
}

/** What software sets beside headings, such as "¶", "#" or "[edit]". */
export function isHeadingMark(element: HtmlElement): boolean {
  const text = textContent(element).trim();
  if (element.tag === "a" && text.length <= 2 && !/[\p{L}\p{N}]/u.test(text)) return true;
  return markNames.test(element.attributes["class"] ?? "") && text.length <= 40;
}

/** A button that opens a section is the section's heading; any other does something that a document does not. */
export function isDisclosureButton({ attributes }: HtmlElement): boolean {
  return attributes["aria-controls"] !== undefined || attributes["aria-expanded"] !== undefined;
}

/** Elements that hold a heading, a table or a listing, or are one: a list item among them is a card, not an item. */
export function elementsWithHeading(root: HtmlElement): ReadonlySet<HtmlElement> {
  const found = new Set<HtmlElement>();
  const stack: HtmlElement[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    const isOne =
      headingLevels[element.tag] !== undefined || element.tag === "table" || element.tag === "pre";
    let above: HtmlElement | undefined = isOne ? element : undefined;
    for (; above !== undefined && !found.has(above); above = above.parent) found.add(above);
    for (const child of element.children) if (typeof child !== "string") stack.push(child);
  }
  return found;
}
