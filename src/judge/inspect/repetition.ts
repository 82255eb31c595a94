import { splitSentences } from "../../core/sentences.ts";

/** How much of a text is said a third time or more often: twice may be a comparison or a summary, more is a loop. */
export interface Repetition {
  /** Share of sentences that are the same as two earlier ones but for case and punctuation. */
  readonly sentences: number;
  /** Share of runs of eight words that stood twice before: catches loops that change a word or have no sentences. */
  readonly runs: number;
}

const runLength = 8;

/** Measures repetition over words and Chinese characters. Pure; linear in time. */
export function measureRepetition(text: string): Repetition {
  const sentences = splitSentences(text).map(({ text: sentence }) => unitsOf(sentence));
  // Headings, table cells and short list items may well recur.
  const long = sentences.filter((units) => units.length >= 5).map((units) => units.join(" "));
  const units = sentences.flat();
  const runs = Array.from({ length: Math.max(0, units.length - runLength + 1) }, (_, at) =>
    units.slice(at, at + runLength).join(" "),
  );
  return { sentences: repeatedShare(long), runs: repeatedShare(runs) };
}

function unitsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];
}

function repeatedShare(items: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  let repeated = 0;
  for (const count of counts.values()) repeated += Math.max(0, count - 2);
  return items.length === 0 ? 0 : repeated / items.length;
}
