import { readingLength } from "../normalise.ts";
import { isPageLink } from "./leaf-filter.ts";
import type { Leaf } from "./leaf.ts";
import { linkShare, type PageMeasures, proseLength } from "./page-measures.ts";
import type { PageRoles } from "./page-roles.ts";
import { elementsOf, type HtmlElement } from "./tree.ts";

/** A list of links whose items are on average shorter than this is a letter bar or a pager. */
const shortestLink = 4;

/** A page with this much prose of its own is more than an index, and teasers on it lead elsewhere. */
const fullPage = 1_000;

export interface ReferencePage {
  readonly leaves: readonly Leaf[];
  readonly measures: PageMeasures;
  readonly roles: PageRoles;
  readonly titleLeaf: Leaf | undefined;
}

export interface ReferenceContent {
  readonly leaves: readonly Leaf[];
  /** Whether the page itself says, by a `main` element, where its content is. */
  readonly hasMainElement: boolean;
}

/** The `main` element of a page, if there is one and it holds most of what is not chrome. */
function findMainElement({ measures, roles, leaves }: ReferencePage): HtmlElement | undefined {
  const mains = measures.order.filter(
    ({ tag, attributes }) => tag === "main" || attributes["role"] === "main",
  );
  const [main] = mains;
  if (main === undefined) return undefined;
  const inside = new Set(elementsOf(main));
  let within = 0;
  let all = 0;
  for (const leaf of leaves) {
    const role = roles.of(leaf.owner);
    if (role === "chrome" || role === "footer" || role === "comments") continue;
    const length = readingLength(leaf.text);
    all += length;
    if (inside.has(leaf.owner)) within += length;
  }
  return within >= all * 0.3 ? main : undefined;
}

/** The lists of a page whose items are single letters or page numbers. */
function findLetterBars(leaves: readonly Leaf[]): ReadonlySet<HtmlElement> {
  const sums = new Map<HtmlElement, { length: number; items: number; linked: number }>();
  for (const leaf of leaves) {
    if (leaf.item === undefined) continue;
    const sum = sums.get(leaf.item.list) ?? { length: 0, items: 0, linked: 0 };
    sum.length += leaf.text.length;
    sum.items += 1;
    if (linkShare(leaf) > 0.5) sum.linked += 1;
    sums.set(leaf.item.list, sum);
  }
  const bars = [...sums].filter(
    ([, sum]) => sum.items > 4 && sum.length < sum.items * shortestLink && sum.linked * 2 > sum.items,
  );
  return new Set(bars.map(([list]) => list));
}

/**
 * What to keep of a page that is not an article: an index, a directory, a form's explanation, documentation. Its
 * content may be short labels, links and tables, so all is kept that stands in the main part and is not chrome.
 */
export function selectReference(page: ReferencePage): ReferenceContent {
  const { leaves, roles, titleLeaf } = page;
  const main = findMainElement(page);
  const inside = main === undefined ? undefined : new Set(elementsOf(main));
  const bars = findLetterBars(leaves);
  const ownProse = leaves.reduce(
    (sum, leaf) => sum + (roles.of(leaf.owner) === undefined ? proseLength(leaf) : 0),
    0,
  );
  const keepsCards = ownProse < fullPage;
  const titleAt = titleLeaf === undefined ? -1 : leaves.indexOf(titleLeaf);
  const kept = leaves.filter((leaf, at) => {
    if (leaf === titleLeaf || (inside !== undefined && !inside.has(leaf.owner))) return false;
    const role = roles.of(leaf.owner);
    if (role !== undefined && !(role === "card" && keepsCards) && role !== "media" && role !== "caption")
      return false;
    if (leaf.item !== undefined && bars.has(leaf.item.list)) return false;
    if (isPageLink(leaf)) return false;
    return at > titleAt || (linkShare(leaf) < 0.5 && readingLength(leaf.text) >= 80);
  });
  return { leaves: kept, hasMainElement: main !== undefined };
}
