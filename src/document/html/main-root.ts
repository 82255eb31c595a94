import { readingLength } from "../normalise.ts";
import type { Leaf } from "./leaf.ts";
import { linkShare, type PageMeasures, proseLength } from "./page-measures.ts";
import type { PageRoles } from "./page-roles.ts";
import type { HtmlElement } from "./tree.ts";

/** What a character of something that is not prose costs, against one of prose gained. */
const junkCost = 0.5;
/** How much of that is counted for text that is going to be dropped for its role anyway. */
const chromeShare = 0.3;
const markedBonus = 1.15;
const articleBonus = 1.05;

interface Worth {
  prose: number;
  junk: number;
}

function worthOf(leaf: Leaf, roles: PageRoles): Worth {
  const role = roles.of(leaf.owner);
  const length = readingLength(leaf.text);
  const prose = role === undefined || role === "media" ? proseLength(leaf) : 0;
  if (prose > 0) return { prose, junk: length * linkShare(leaf) * 0.5 };
  if (leaf.type === "heading") return { prose, junk: 0 };
  switch (role) {
    case undefined:
      return { prose, junk: length };
    case "caption":
    case "media":
    case "byline":
      return { prose, junk: 0 };
    case "comments":
    case "footer":
    case "chrome":
    case "card":
      return { prose, junk: length * chromeShare };
    default:
      return role satisfies never;
  }
}

/**
 * The element that holds the page's main text: of all elements, the one with the most prose after what else it
 * holds has been charged for. Linear in the number of elements.
 */
export function findMainRoot(leaves: readonly Leaf[], measures: PageMeasures, roles: PageRoles): HtmlElement {
  const worths = new Map<HtmlElement, Worth>(
    measures.order.map((element) => [element, { prose: 0, junk: 0 }]),
  );
  const addTo = (element: HtmlElement, { prose, junk }: Worth): void => {
    const worth = worths.get(element);
    if (worth === undefined) return;
    worth.prose += prose;
    worth.junk += junk;
  };
  for (const leaf of leaves) addTo(leaf.owner, worthOf(leaf, roles));
  const [root] = measures.order;
  if (root === undefined) throw new Error("a tree has a root");
  let best = root;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let index = measures.order.length - 1; index >= 0; index -= 1) {
    const element = measures.order[index];
    const worth = element === undefined ? undefined : worths.get(element);
    if (element === undefined || worth === undefined) continue;
    if (element.parent !== undefined) addTo(element.parent, worth);
    let score = worth.prose - junkCost * worth.junk;
    if (score > 0 && roles.isMarkedContent(element)) score *= markedBonus;
    if (score > 0 && (element.tag === "article" || element.tag === "main")) score *= articleBonus;
    if (score > bestScore || (score === bestScore && element.depth > best.depth)) {
      best = element;
      bestScore = score;
    }
  }
  return best;
}
