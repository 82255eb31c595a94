import { quantile } from "../core/quantile.ts";
import { seededRandom } from "../core/seeded-random.ts";
import type { MetricValue } from "./suite.ts";

export interface BootstrapOptions {
  /** The same seed gives the same interval; 1 where absent. */
  readonly seed?: number;
  /** Resamples; 1,000 where absent. */
  readonly resamples?: number;
  /** Coverage of the interval; 0.95 where absent. */
  readonly confidence?: number;
}

/** Arithmetic mean; 0 for no values. */
export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

/**
 * A statistic of independent cases with its percentile bootstrap interval (Efron 1979): cases are
 * resampled with replacement. `statistic` must accept any multiset of the cases.
 */
export function bootstrap<Case>(
  cases: readonly Case[],
  statistic: (sample: readonly Case[]) => number,
  options: BootstrapOptions = {},
): MetricValue {
  const value = statistic(cases);
  if (cases.length < 2) return { value, low: value, high: value };
  const random = seededRandom(options.seed ?? 1);
  const estimates: number[] = [];
  const sample: Case[] = Array.from({ length: cases.length });
  for (let round = 0; round < (options.resamples ?? 1000); round += 1) {
    for (let at = 0; at < sample.length; at += 1) {
      const drawn = cases[Math.floor(random() * cases.length)];
      if (drawn !== undefined) sample[at] = drawn;
    }
    estimates.push(statistic(sample));
  }
  const tail = (1 - (options.confidence ?? 0.95)) / 2;
  return { value, low: quantile(estimates, tail), high: quantile(estimates, 1 - tail) };
}

/** The mean of per-case scores with its bootstrap interval. */
export function bootstrapMean(values: readonly number[], options: BootstrapOptions = {}): MetricValue {
  return bootstrap(values, mean, options);
}
