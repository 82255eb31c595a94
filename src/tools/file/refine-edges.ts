import type { ApproximateMatch } from "./approximate-matches.ts";

export interface EdgesToRefine {
  readonly match: ApproximateMatch;
  /** Whether the anchor goes on with white space, which the pattern does not have. */
  readonly space: { readonly before: boolean; readonly behind: boolean };
}

/**
 * The same match with the best of its equally near ends: of several, the one where white space begins, if the
 * anchor has it there; then the one whose character is the pattern's own; then the one where a word ends; then
 * the one that makes the match as long as the pattern. A change of one letter at the end of an anchor must not move the place by one.
 */
export function refineEdges(
  text: string,
  pattern: string,
  { match, space }: EdgesToRefine,
): ApproximateMatch {
  const slack = match.distance + 1;
  const ahead = text.slice(match.start, match.end + slack + 1);
  const end = match.start + bestLength(ahead, pattern, space.behind);
  const from = Math.max(0, match.start - slack - 1);
  const behind = reversed(text.slice(from, end));
  return { ...match, start: end - bestLength(behind, reversed(pattern), space.before), end };
}

/** How much of the text, from its beginning, is nearest to the pattern. */
function bestLength(text: string, pattern: string, endsAtSpace: boolean): number {
  let row = Array.from({ length: pattern.length + 1 }, (_, index) => index);
  let best: Edge = {
    length: 0,
    distance: pattern.length,
    isAtSpace: false,
    isAlike: false,
    isAtBreak: false,
  };
  for (let length = 1; length <= text.length; length++) {
    const next = [length];
    for (let index = 1; index <= pattern.length; index++) {
      const same = pattern[index - 1] === text[length - 1] ? 0 : 1;
      const replaced = (row[index - 1] ?? 0) + same;
      next.push(Math.min(replaced, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    row = next;
    const following = text.slice(length, length + 1);
    const found = {
      length,
      distance: row.at(-1) ?? 0,
      isAtSpace: endsAtSpace && following.trim() === "",
      isAlike: text[length - 1] === pattern.at(-1),
      isAtBreak: !/[\p{L}\p{N}]/u.test(following),
    };
    if (isBetter(found, best, pattern.length)) best = found;
  }
  return best.length;
}

interface Edge {
  readonly length: number;
  readonly distance: number;
  /** White space begins here, as it does behind the pattern in the anchor. */
  readonly isAtSpace: boolean;
  readonly isAlike: boolean;
  /** No word goes on here. */
  readonly isAtBreak: boolean;
}

function isBetter(edge: Edge, other: Edge, wanted: number): boolean {
  if (edge.distance !== other.distance) return edge.distance < other.distance;
  if (edge.isAtSpace !== other.isAtSpace) return edge.isAtSpace;
  if (edge.isAlike !== other.isAlike) return edge.isAlike;
  if (edge.isAtBreak !== other.isAtBreak) return edge.isAtBreak;
  return Math.abs(edge.length - wanted) < Math.abs(other.length - wanted);
}

function reversed(text: string): string {
  return text.split("").toReversed().join("");
}
