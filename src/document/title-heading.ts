import type { Block } from "./block.ts";

/** Headings beyond this many are sections, whatever they say. */
const headingsLookedAt = 3;

/** Letters and digits only, so that punctuation and case do not keep two forms of a title apart. */
function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * The index of the heading that is the document's title: one of the first headings that says the same as
 * `title`, or, where no title is known, a first heading that stands above all others. Undefined where neither.
 */
export function findTitleHeading(blocks: readonly Block[], title: string | undefined): number | undefined {
  let seen = 0;
  let first: number | undefined;
  let firstLevel = 0;
  const wanted = title === undefined ? undefined : bare(title);
  for (const [index, block] of blocks.entries()) {
    if (block.type !== "heading" || block.text === "") continue;
    seen += 1;
    if (wanted !== undefined) {
      if (bare(block.text) === wanted) return index;
      if (seen >= headingsLookedAt) return undefined;
    } else if (first === undefined) {
      first = index;
      firstLevel = block.level;
    } else if (block.level <= firstLevel) return undefined;
  }
  return first;
}
