/** The network's score behind a relevance: near 1 relevances hardly differ, scores do. */
function scoreOf(relevance: number): number {
  const bounded = Math.min(0.999, Math.max(0.001, relevance));
  return Math.log(bounded / (1 - bounded)) / 2;
}

/**
 * How relevant passages of a sub-question are to each other, 0 to 1: the best keeps its relevance, and what the network
 * scored lower has the less the farther it is behind.
 */
export function besideBest(relevance: number, others: readonly number[]): number {
  const best = Math.max(relevance, ...others);
  return relevance * Math.exp(scoreOf(relevance) - scoreOf(best));
}
