/** How good one ranked list is, given the grades of the relevant documents. */
export interface ListScores {
  readonly "ndcg@10": number;
  /** The same when every relevant document counts alike. */
  readonly "ndcg@10, binary": number;
  readonly "mrr@10": number;
  readonly "recall@100": number;
}

/**
 * nDCG@10 with linear gain (grade / log2(rank + 1), as trec_eval has it), reciprocal rank of the first
 * relevant document within 10, and the share of relevant documents within 100.
 */
export function scoreList(ranked: readonly string[], grades: ReadonlyMap<string, number>): ListScores {
  const found = ranked.slice(0, 10).map((document) => grades.get(document) ?? 0);
  const first = found.findIndex((grade) => grade > 0);
  const recalled = ranked.slice(0, 100).filter((document) => grades.has(document)).length;
  return {
    "ndcg@10": normalisedGain(found, [...grades.values()]),
    "ndcg@10, binary": normalisedGain(found.map(Math.sign), [...grades.values()].map(Math.sign)),
    "mrr@10": first < 0 ? 0 : 1 / (first + 1),
    "recall@100": grades.size === 0 ? 0 : recalled / grades.size,
  };
}

function normalisedGain(found: readonly number[], all: readonly number[]): number {
  const ideal = all.toSorted((a, b) => b - a).slice(0, 10);
  const gain = (values: readonly number[]): number =>
    values.reduce((sum, value, index) => sum + value / Math.log2(index + 2), 0);
  return ideal.length === 0 ? 0 : gain(found) / gain(ideal);
}
