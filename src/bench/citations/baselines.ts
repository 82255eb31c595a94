import type { LabelledPair } from "../../judge/support/training/read-pairs.ts";
import { plainTerms } from "../retrieval/plain-bm25.ts";

/** A system that gives each pair a number; a pair from `threshold` on is said to be supported. */
export interface Baseline {
  readonly threshold: number;
  readonly scores: readonly number[];
}

/**
 * What any citation check has to beat. Thresholds were chosen as the scorer's own: best mean F1 over the sets, on the
 * claims it was trained on.
 */
export function baselines(pairs: readonly LabelledPair[]): Readonly<Record<string, Baseline>> {
  return {
    "always yes": { threshold: 0, scores: pairs.map(() => 1) },
    "word overlap": { threshold: 0.17, scores: pairs.map(overlapScore) },
    bm25: { threshold: 0.18, scores: bm25Scores(pairs) },
  };
}

/** Share of the claim's distinct terms that the evidence has. */
function overlapScore({ claim, evidence }: LabelledPair): number {
  const wanted = new Set(plainTerms(claim, "index"));
  const present = new Set(plainTerms(evidence.text, "index"));
  return wanted.intersection(present).size / Math.max(1, wanted.size);
}

const k1 = 1.2;
const b = 0.75;

/** BM25 of the claim against its best sentence, as a share of what the claim would score against itself. */
function bm25Scores(pairs: readonly LabelledPair[]): readonly number[] {
  const sentences = pairs.map(({ evidence }) =>
    (evidence.sentences ?? [evidence.text]).map((sentence) => plainTerms(sentence, "index")),
  );
  const frequencies = new Map<string, number>();
  let total = 0;
  let length = 0;
  for (const terms of sentences.flat()) {
    total += 1;
    length += terms.length;
    for (const term of new Set(terms)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const average = length / Math.max(1, total);
  const rarity = (term: string): number => {
    const count = frequencies.get(term) ?? 0;
    return Math.log(1 + (total - count + 0.5) / (count + 0.5));
  };
  const score = (query: ReadonlySet<string>, terms: readonly string[]): number => {
    let sum = 0;
    for (const term of query) {
      const count = terms.filter((other) => other === term).length;
      const norm = k1 * (1 - b + (b * terms.length) / average);
      sum += (rarity(term) * count * (k1 + 1)) / (count + norm);
    }
    return sum;
  };
  return pairs.map(({ claim }, index) => {
    const terms = plainTerms(claim, "index");
    const query = new Set(terms);
    const own = score(query, terms);
    const best = Math.max(0, ...(sentences[index] ?? []).map((sentence) => score(query, sentence)));
    return own === 0 ? 0 : best / own;
  });
}
