import type { PageMeasures } from "./page-measures.ts";
import type { HtmlElement } from "./tree.ts";

const fewestCards = 3;
const longestCard = 600;
/** What holds for this share of the siblings holds for their template. */
const commonShare = 0.6;
const heading = /^h[1-6]$/;
/** Elements that are content whatever stands beside them. */
const neverCards = new Set("p blockquote h1 h2 h3 h4 h5 h6 tr td th tbody thead table pre dt dd".split(" "));

/** Tag and first class name without digits: what elements made from one template have in common. */
function template(element: HtmlElement): string {
  const first = (element.attributes["class"] ?? "").trim().split(/\s+/)[0] ?? "";
  return `${element.tag}.${first.replace(/\d+/g, "")}`;
}

/**
 * Finds teaser cards: at least three siblings from one template, each with a linked title and at most two
 * short pieces of prose. They point to other pages and are no part of this one, unless it is an index page.
 */
export function findCards(measures: PageMeasures): ReadonlySet<HtmlElement> {
  const isCard = (element: HtmlElement): boolean => {
    const { linkedLeaves, prose, length, headings, linkedHeadings, images } = measures.of(element);
    if (headings > 0 && linkedHeadings === 0) return false;
    if (linkedLeaves < 1 || linkedLeaves > 4 || prose > 2 || length > longestCard) return false;
    return headings > 0 || images > 0 || (prose > 0 && element.tag !== "li");
  };
  const cards = new Set<HtmlElement>();
  const underHeading = new Set<HtmlElement>();
  for (const parent of measures.order) {
    const siblings = new Map<string, HtmlElement[]>();
    let before: HtmlElement | undefined;
    for (const child of parent.children) {
      if (typeof child === "string") continue;
      if (before !== undefined && heading.test(before.tag)) underHeading.add(child);
      before = child;
      if (neverCards.has(child.tag) || measures.of(child).leaves === 0) continue;
      const key = template(child);
      const same = siblings.get(key);
      if (same === undefined) siblings.set(key, [child]);
      else same.push(child);
    }
    for (const same of siblings.values()) {
      // With a heading of its own before it, each is the text of a section, such as an opened accordion.
      const sections = same.filter((one) => underHeading.has(one));
      if (same.length < fewestCards || sections.length >= same.length * commonShare) continue;
      const found = same.filter(isCard);
      if (found.length >= fewestCards && found.length >= same.length * commonShare)
        for (const card of found) cards.add(card);
    }
  }
  return cards;
}
