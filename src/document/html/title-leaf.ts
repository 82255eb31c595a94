import { readingLength } from "../normalise.ts";
import type { Leaf } from "./leaf.ts";

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
  if (readingLength(first) < shortestTitle) return first !== "" && first === second;
  if (first === second) return true;
  if (readingLength(first) >= shortestPart && second.includes(first)) return true;
  return readingLength(second) >= shortestPart && first.includes(second);
}

/** The heading that is the page's title: one that says it, else the first of level 1. */
export function findTitleLeaf(leaves: readonly Leaf[], title: string | undefined): Leaf | undefined {
  const headings = leaves.filter((leaf) => leaf.type === "heading");
  const top = headings.filter((leaf) => leaf.level === 1);
  if (title !== undefined) {
    const found = [...top, ...headings].find((leaf) => saysTitle(leaf.text, title));
    if (found !== undefined) return found;
  }
  return top[0];
}
