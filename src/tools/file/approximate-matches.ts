export interface ApproximateMatch {
  readonly start: number;
  readonly end: number;
  /** Levenshtein distance between the pattern and what was found. */
  readonly distance: number;
}

/**
 * Places in `text` that are within `maxDistance` edits of `pattern` (Sellers 1980), best end per place,
 * overlapping places reduced to the nearest one. O(pattern × text) time, O(pattern) memory.
 */
export function approximateMatches(
  text: string,
  pattern: string,
  maxDistance: number,
): readonly ApproximateMatch[] {
  const size = pattern.length;
  // distances[i] and starts[i]: the best way to read the first i pattern characters so that they end here.
  let distances = Int32Array.from({ length: size + 1 }, (_, index) => index);
  let starts = new Int32Array(size + 1);
  let nextDistances = new Int32Array(size + 1);
  let nextStarts = new Int32Array(size + 1);
  const found: ApproximateMatch[] = [];
  for (let end = 1; end <= text.length; end++) {
    const character = text.charCodeAt(end - 1);
    nextDistances[0] = 0;
    nextStarts[0] = end;
    for (let index = 1; index <= size; index++) {
      const same = pattern.charCodeAt(index - 1) === character ? 0 : 1;
      const replace = (distances[index - 1] ?? 0) + same;
      const skipText = (distances[index] ?? 0) + 1;
      const skipPattern = (nextDistances[index - 1] ?? 0) + 1;
      const best = Math.min(replace, skipText, skipPattern);
      nextDistances[index] = best;
      const from =
        best === replace ? starts[index - 1] : best === skipText ? starts[index] : nextStarts[index - 1];
      nextStarts[index] = from ?? 0;
    }
    [distances, nextDistances] = [nextDistances, distances];
    [starts, nextStarts] = [nextStarts, starts];
    const distance = distances[size] ?? 0;
    if (distance > maxDistance) continue;
    const match = { start: starts[size] ?? 0, end, distance };
    const last = found.at(-1);
    if (last === undefined || match.start >= last.end) found.push(match);
    else if (distance < last.distance) found[found.length - 1] = match;
  }
  return found;
}
