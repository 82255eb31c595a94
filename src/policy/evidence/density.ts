import type { PassageView } from "../state/passage-view.ts";
import type { ResearchState } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";

// Okapi BM25 (Robertson & Zaragoza 2009), the title and headings counted as so many occurrences.
const saturation = 1.2;
const lengthShare = 0.75;
const aboveCount = 2;

const averages = new WeakMap<ResearchState["passages"], number>();

/**
 * How densely a passage speaks of the given terms, as BM25 would score it among the passages seen. Unlike
 * the score of a hit it is comparable between passages that different searches or pages have shown.
 */
export function densityOf(view: PassageView, terms: readonly string[], state: ResearchState): number {
  const { weight } = termWeights(state.idf);
  const norm = saturation * (1 - lengthShare + lengthShare * (view.length / averageLength(state)));
  let score = 0;
  for (const term of terms) {
    const count = (view.counts.get(term) ?? 0) + (view.above.has(term) ? aboveCount : 0);
    if (count > 0) score += (weight(term) * count * (saturation + 1)) / (count + norm);
  }
  return score;
}

function averageLength({ passages }: ResearchState): number {
  const known = averages.get(passages);
  if (known !== undefined) return known;
  let total = 0;
  for (const { view } of passages.values()) total += view.length;
  const average = Math.max(1, total / Math.max(1, passages.size));
  averages.set(passages, average);
  return average;
}
