import type { Terms } from "./context-window.ts";

/** How much the length of a text tells against it (the b of BM25), and how soon. */
const lengthWeight = 0.6;
const saturation = 1.2;

/** A text as it is ranked. */
export interface RankedText {
  /** Its distinct words; those that the query does not have may be left out. */
  readonly words: readonly string[];
  /** In characters. */
  readonly length: number;
}

/** A text with all its words. */
export function rankedText(text: string, terms: Terms): RankedText {
  return { words: terms(text, "index"), length: text.length };
}

/**
 * How well each text answers a query: BM25 over distinct words, with the texts themselves as the collection. 0 for a
 * text that has no word of the query.
 */
export function rankTexts(texts: readonly RankedText[], wanted: ReadonlySet<string>): readonly number[] {
  const frequency = new Map<string, number>();
  let totalLength = 0;
  for (const { words, length } of texts) {
    totalLength += length;
    for (const word of words) if (wanted.has(word)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const averageLength = Math.max(1, totalLength / Math.max(1, texts.length));
  return texts.map(({ words, length }) => {
    const found = words.filter((word) => wanted.has(word));
    const damping = saturation * (1 - lengthWeight + (lengthWeight * length) / averageLength);
    const weight = found.reduce((sum, word) => sum + rarity(frequency.get(word) ?? 0, texts.length), 0);
    return (weight * (1 + saturation)) / (1 + damping);
  });
}

function rarity(frequency: number, count: number): number {
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
}
