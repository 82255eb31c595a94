import { quantile } from "../src/core/quantile.ts";
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

/** A quantile of the samples in four digits; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  return samples.length === 0 ? Number.NaN : Number(quantile(samples, share).toPrecision(4));
}
