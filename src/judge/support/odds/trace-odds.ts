import { type CharacterTraces, traceKinds, traceSlots } from "./character-slots.ts";

/** What the learned odds say of a pair's traces. */
export const oddsFeatureNames: readonly string[] = traceKinds.flatMap((kind) => [
  `odds.${kind}.sum`,
  `odds.${kind}.least`,
  `odds.${kind}.most`,
]);

/** Numbers in a table of odds: `traceSlots` for each kind. */
export const oddsSize = traceKinds.length * traceSlots;

export interface TracedExample {
  readonly traces: CharacterTraces;
  readonly isPositive: boolean;
}

/** Examples that each side of a thing's odds is given beforehand: a thing seen once says little. */
const prior = 3;

/** How much likelier each trace is where the claim is supported: smoothed log odds ratios, 0 for what was never seen. */
export function learnOdds(examples: readonly TracedExample[]): Float32Array {
  const traced = examples.filter(({ traces }) => traceKinds.some((kind) => traces[kind].length > 0));
  const positives = traced.filter(({ isPositive }) => isPositive).length;
  const share = Math.min(0.99, Math.max(0.01, positives / Math.max(1, traced.length)));
  const counts = { positive: new Float64Array(oddsSize), negative: new Float64Array(oddsSize) };
  for (const { traces, isPositive } of traced) {
    const side = isPositive ? counts.positive : counts.negative;
    for (const [kind, slots] of traceKinds.map((name) => traces[name]).entries()) {
      for (const slot of slots) side[kind * traceSlots + slot] = (side[kind * traceSlots + slot] ?? 0) + 1;
    }
  }
  return Float32Array.from(counts.positive, (positive, slot) => {
    const negative = counts.negative[slot] ?? 0;
    return Math.log((positive / share + prior) / (negative / (1 - share) + prior));
  });
}

/** Values of `oddsFeatureNames`; the sum is divided by the root of the count, so that a long claim is no surer. */
export function oddsFeatures(odds: Float32Array, traces: CharacterTraces): readonly number[] {
  return traceKinds.flatMap((name, kind) => {
    const values = traces[name].map((slot) => odds[kind * traceSlots + slot] ?? 0);
    const total = values.reduce((sum, value) => sum + value, 0);
    return [total / Math.sqrt(1 + values.length), Math.min(0, ...values), Math.max(0, ...values)];
  });
}
