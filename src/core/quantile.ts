/** The value with `share` (0 to 1) of the values below it: always one of them, never between two; 0 for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The value in the middle, the upper of two; 0 for no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
