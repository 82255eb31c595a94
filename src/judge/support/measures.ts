/** One judged case: what the scorer says and what people said. */
export interface ScoredCase {
  /** Larger is more supported. */
  readonly score: number;
  readonly isPositive: boolean;
  readonly isSaid: boolean;
}

interface Counts {
  readonly hits: number;
  readonly falseAlarms: number;
  readonly misses: number;
  readonly rejections: number;
}

function countsOf(cases: readonly ScoredCase[]): Counts {
  let [hits, falseAlarms, misses, rejections] = [0, 0, 0, 0];
  for (const { isPositive, isSaid } of cases) {
    if (isSaid && isPositive) hits += 1;
    else if (isSaid) falseAlarms += 1;
    else if (isPositive) misses += 1;
    else rejections += 1;
  }
  return { hits, falseAlarms, misses, rejections };
}

/** F1 of the positive class; 0 where nothing is positive and nothing said. */
export function f1Of(cases: readonly ScoredCase[]): number {
  const { hits, falseAlarms, misses } = countsOf(cases);
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + falseAlarms + misses);
}

/** Mean of the shares of positives and of negatives that are recognised. */
export function balancedAccuracyOf(cases: readonly ScoredCase[]): number {
  const { hits, falseAlarms, misses, rejections } = countsOf(cases);
  return (hits / Math.max(1, hits + misses) + rejections / Math.max(1, rejections + falseAlarms)) / 2;
}

/** Area under the ROC curve: how often a positive scores above a negative, ties counting half. */
export function aurocOf(cases: readonly ScoredCase[]): number {
  const sorted = cases.toSorted((a, b) => a.score - b.score);
  const positives = sorted.filter((one) => one.isPositive).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return 0.5;
  let rankSum = 0;
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end]?.score === sorted[at]?.score) end += 1;
    const rank = (at + 1 + end) / 2;
    rankSum += rank * sorted.slice(at, end).filter((one) => one.isPositive).length;
    at = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
