const unit = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|[^\p{L}\p{M}\p{N}]/gu;
/** Pieces (words, Chinese characters, signs) that are left around a difference. */
const around = 12;

/**
 * The stretch in which two wordings differ, from the first difference to the last with some words around it, an ellipsis in
 * place of the rest. Pure; linear in time.
 */
export function quoteDifference(
  quote: string,
  nearest: string,
): { readonly quote: string; readonly nearest: string } {
  const [own, other] = [quote, nearest].map((text) => text.match(unit) ?? []);
  if (own === undefined || other === undefined) return { quote, nearest };
  const shorter = Math.min(own.length, other.length);
  let start = 0;
  while (start < shorter && own[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && own[own.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const cut = (pieces: readonly string[]): string => {
    const from = start - around > 3 ? start - around : 0;
    const to = end - around > 3 ? pieces.length - end + around : pieces.length;
    const text = pieces.slice(from, to).join("").trim();
    return `${from > 0 ? "…" : ""}${text}${to < pieces.length ? "…" : ""}`;
  };
  return { quote: cut(own), nearest: cut(other) };
}
