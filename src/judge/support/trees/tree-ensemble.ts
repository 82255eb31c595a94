/**
 * Boosted trees of one depth as flat arrays. Node `i` of a tree has its children at `2i + 1` and `2i + 2`; a row goes
 * right where its value is greater than the threshold. A node that does not split has an infinite threshold.
 */
export interface TreeEnsemble {
  readonly depth: number;
  readonly count: number;
  /** `count * (2^depth - 1)`. */
  readonly features: Float32Array;
  readonly thresholds: Float32Array;
  /** `count * 2^depth`, learning rate included. */
  readonly leaves: Float32Array;
  /** Log-odds before the first tree. */
  readonly base: number;
}

/** The log-odds an ensemble gives to a row of features. */
export function logOddsOf(ensemble: TreeEnsemble, row: Float64Array): number {
  const { depth, count, features, thresholds, leaves } = ensemble;
  const inner = 2 ** depth - 1;
  let total = ensemble.base;
  for (let tree = 0; tree < count; tree++) {
    let node = 0;
    for (let level = 0; level < depth; level++) {
      const at = tree * inner + node;
      const goesRight = (row[features[at] ?? 0] ?? 0) > (thresholds[at] ?? Infinity);
      node = 2 * node + (goesRight ? 2 : 1);
    }
    total += leaves[tree * (inner + 1) + node - inner] ?? 0;
  }
  return total;
}

/** The logistic function. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
