import type { PairReading } from "../features.ts";
import { hashText } from "../hash-text.ts";
import { learnOdds } from "../odds/trace-odds.ts";
import { type Head, memberRow, type SupportMember } from "../support-model.ts";
import { type GrowOptions, growTrees } from "../trees/grow-trees.ts";
import { logOddsOf, type TreeEnsemble } from "../trees/tree-ensemble.ts";
import type { LabelledPair } from "./read-pairs.ts";

const growth: Readonly<Record<Head, Omit<GrowOptions, "seed">>> = {
  full: {
    depth: 3,
    trees: 300,
    learningRate: 0.03,
    rowShare: 0.7,
    featureShare: 0.4,
    leastWeight: 3,
    shrinkage: 3,
  },
  some: {
    depth: 3,
    trees: 150,
    learningRate: 0.03,
    rowShare: 0.7,
    featureShare: 0.4,
    leastWeight: 3,
    shrinkage: 3,
  },
};

/** Parts of a member's claims that odds are learned without, so that trees see odds of unseen claims. */
const innerFolds = 5;

/** Labelled pairs, read once for all members. */
export interface Prepared {
  readonly pairs: readonly LabelledPair[];
  readonly readings: readonly PairReading[];
  /** Each pair's fold: the member that is trained without it. */
  readonly fold: readonly number[];
  readonly weights: Float64Array;
}

/** Whether a label answers a head's question with yes. */
export function isPositive({ label }: LabelledPair, head: Head): boolean {
  return label === "full" || (head === "some" && label === "partial");
}

/** Trains one member on the pairs that `isTrained` names by index. Deterministic for a seed. */
export function growMember(
  prepared: Prepared,
  isTrained: (index: number) => boolean,
  seed: number,
): SupportMember {
  const { pairs, readings, weights } = prepared;
  const used = pairs.flatMap((_, index) => (isTrained(index) ? [index] : []));
  const { odds, oddsWithout } = learnAllOdds(prepared, used);
  const rows = used.flatMap((index) => {
    const [pair, reading] = [pairs[index], readings[index]];
    if (pair === undefined || reading === undefined) return [];
    return [memberRow(reading, oddsWithout[innerFold(pair)] ?? odds)];
  });
  const grow = (head: Head): TreeEnsemble =>
    growTrees(
      {
        rows,
        targets: Float64Array.from(used, (index) => {
          const pair = pairs[index];
          return pair !== undefined && isPositive(pair, head) ? 1 : 0;
        }),
        weights: Float64Array.from(used, (index) => weights[index] ?? 1),
      },
      { ...growth[head], seed },
    );
  return { trees: { full: grow("full"), some: grow("some") }, odds };
}

/**
 * Odds of all used pairs, and odds without each inner fold of them: the trees must learn how far odds can be trusted on
 * claims that the odds have not seen.
 */
function learnAllOdds(
  { pairs, readings }: Prepared,
  used: readonly number[],
): { readonly odds: Float32Array; readonly oddsWithout: readonly Float32Array[] } {
  const examples = used.flatMap((index) => {
    const [pair, reading] = [pairs[index], readings[index]];
    if (pair === undefined || reading === undefined) return [];
    return [{ traces: reading.traces, isPositive: isPositive(pair, "full"), inner: innerFold(pair) }];
  });
  return {
    odds: learnOdds(examples),
    oddsWithout: Array.from({ length: innerFolds }, (_, without) =>
      learnOdds(examples.filter(({ inner }) => inner !== without)),
    ),
  };
}

function innerFold({ group }: LabelledPair): number {
  return hashText(`inner ${group}`) % innerFolds;
}

/** What a member says of a pair. */
export function memberLogOdds({ trees, odds }: SupportMember, head: Head, reading: PairReading): number {
  return logOddsOf(trees[head], memberRow(reading, odds));
}
