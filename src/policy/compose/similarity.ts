import type { TermSpace } from "./terms.ts";

/** Weight of the terms that both texts have, over that of the terms either has. */
export function resemblance(space: TermSpace, left: string, right: string): number {
  const a = space.terms(left);
  const b = space.terms(right);
  const both = weightOf(
    space,
    [...a].filter((term) => b.has(term)),
  );
  const either = weightOf(space, new Set([...a, ...b]));
  return either === 0 ? 0 : both / either;
}

function weightOf(space: TermSpace, terms: Iterable<string>): number {
  let total = 0;
  for (const term of terms) total += space.weight(term);
  return total;
}

/** Length of a text for the reader: words, with two Chinese characters to a word. */
export function readingSize(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text
    .match(/[\p{L}\p{N}][\p{L}\p{N}.'’-]*/gu)
    ?.filter((word) => !/\p{Script=Han}/u.test(word));
  return han / 2 + (words?.length ?? 0);
}
