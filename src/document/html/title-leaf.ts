import { readingLength } from "../normalise.ts";
import type { Leaf } from "./leaf.ts";
import type { HtmlElement } from "./tree.ts";

const shortestTitle = 5;
/** A heading that is only a part of the title, or the other way round, must have this reading length to count. */
const shortestPart = 11;

/** Letters and digits only. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Whether a heading says what the title of the page says, with or without the name of the site. */
export function saysTitle(heading: string, title: string): boolean {
  const first = bare(heading);
  const second = bare(title);
  const [beginning = "", ...others] = title.split(/\s+[|–—·•»:-]\s+|\s*[|｜_]\s*/);
  if (others.length > 0 && first !== "" && first === bare(beginning)) return true;
  if (readingLength(first) < shortestTitle) return first !== "" && first === second;
  if (first === second) return true;
  if (readingLength(first) >= shortestPart && second.includes(first)) return true;
  return readingLength(second) >= shortestPart && first.includes(second);
}

const content = new Set(["main", "article"]);
const besideContent = new Set(["nav", "aside", "footer"]);

/** Headings in the main part are more likely the page's own title than one in the site's frame. */
function placeScore(leaf: Leaf): number {
  for (let element: HtmlElement | undefined = leaf.owner; element !== undefined; element = element.parent) {
    if (content.has(element.tag) || element.attributes["role"] === "main") return 2;
    if (besideContent.has(element.tag)) return -2;
  }
  return 0;
}

/** How well a heading fits as the title: whole titles before first parts, parts before names of sites at the end. */
function titleScore(leaf: Leaf, title: string): number {
  if (!saysTitle(leaf.text, title)) return -1;
  const heading = bare(leaf.text);
  const wanted = bare(title);
  const fit = heading === wanted ? 3 : wanted.startsWith(heading) || heading.startsWith(wanted) ? 2 : 0;
  return 3 + fit + placeScore(leaf);
}

/** The heading that is the page's title: the one that says it best, else the first of level 1. */
export function findTitleLeaf(leaves: readonly Leaf[], title: string | undefined): Leaf | undefined {
  const headings = leaves.filter((leaf) => leaf.type === "heading");
  const top = headings.filter((leaf) => leaf.level === 1);
  if (title === undefined) return top[0];
  let best = top[0];
  let bestScore = -1;
  for (const leaf of [...top, ...headings]) {
    const score = titleScore(leaf, title);
    if (score <= bestScore) continue;
    best = leaf;
    bestScore = score;
  }
  return best;
}
