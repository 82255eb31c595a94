const telling = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
/** Words, or Chinese characters, that are left around a difference. */
const around = 8;

/**
 * The stretch in which two wordings differ, from the first word that differs to the last with some words around it, an
 * ellipsis in place of the rest. What stands between words is not compared. Pure; linear in time.
 */
export function quoteDifference(
  quote: string,
  nearest: string,
): { readonly quote: string; readonly nearest: string } {
  const [own, other] = [[...quote.matchAll(telling)], [...nearest.matchAll(telling)]];
  const isSame = (one: RegExpExecArray | undefined, two: RegExpExecArray | undefined): boolean =>
    one?.[0].toLowerCase() === two?.[0].toLowerCase();
  const shorter = Math.min(own.length, other.length);
  let start = 0;
  while (start < shorter && isSame(own[start], other[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isSame(own.at(-1 - end), other.at(-1 - end))) end += 1;
  const cut = (text: string, words: readonly RegExpExecArray[]): string => {
    const first = words[start - around];
    const last = words[words.length - end + around - 1];
    const from = start - around > 2 ? (first?.index ?? 0) : 0;
    const to = end - around > 2 && last !== undefined ? last.index + last[0].length : text.length;
    return `${from > 0 ? "…" : ""}${text.slice(from, to).trim()}${to < text.length ? "…" : ""}`;
  };
  return { quote: cut(quote, own), nearest: cut(nearest, other) };
}
