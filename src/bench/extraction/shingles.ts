/** How two texts agree on one page, each 0 to 1; undefined where the page has nothing to judge it by. */
export interface ShingleScore {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
}

const shingleLength = 4;

/** Words as the article extraction benchmark counts them: runs of letters, digits and underscores. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

function shinglesOf(text: string): ReadonlyMap<string, number> {
  const words = wordsOf(text);
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - shingleLength + 1); at += 1) {
    const shingle = words.slice(at, at + shingleLength).join(" ");
    if (shingle !== "") counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/**
 * Compares a prediction with a reference by multisets of 4-word shingles, as scrapinghub's
 * article-extraction-benchmark does: a page with an empty prediction has no precision, one with an empty
 * reference no recall.
 */
export function compareShingles(reference: string, prediction: string): ShingleScore {
  const expected = shinglesOf(reference);
  const found = shinglesOf(prediction);
  let agreed = 0;
  let expectedCount = 0;
  let foundCount = 0;
  for (const [shingle, count] of expected) {
    agreed += Math.min(count, found.get(shingle) ?? 0);
    expectedCount += count;
  }
  for (const count of found.values()) foundCount += count;
  return {
    precision: foundCount === 0 ? undefined : agreed / foundCount,
    recall: expectedCount === 0 ? undefined : agreed / expectedCount,
  };
}

function meanOf(values: readonly (number | undefined)[]): number {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Mean precision over pages, mean recall over pages, and the F1 of these two means: the benchmark's own rule. */
export function summariseShingles(scores: readonly ShingleScore[]): {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
} {
  const precision = meanOf(scores.map((score) => score.precision));
  const recall = meanOf(scores.map((score) => score.recall));
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
