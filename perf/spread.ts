import type { PerfRow } from "./benchmark.ts";

/** Minimum, median and maximum of the samples as one row. */
export function spread(
  row: Pick<PerfRow, "subject" | "metric" | "unit">,
  samples: readonly number[],
): PerfRow {
  return {
    ...row,
    min: percentile(samples, 0),
    median: percentile(samples, 0.5),
    max: percentile(samples, 1),
  };
}

/** The sample below which the given share of samples lies (nearest rank); NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return round(sorted[rank] ?? Number.NaN);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
