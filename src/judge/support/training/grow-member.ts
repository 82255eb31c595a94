import { comparesDirections, type PairReading } from "../features.ts";
import { hashText } from "../hash-text.ts";
import { learnOdds } from "../odds/trace-odds.ts";
import {
  type Head,
  headMargins,
  memberFeatureNames,
  memberRow,
  type Opinion,
  type SupportMember,
} from "../support-model.ts";
import { type GrowOptions, growTrees } from "../trees/grow-trees.ts";
import type { TreeEnsemble } from "../trees/tree-ensemble.ts";
import type { LabelledPair } from "./read-pairs.ts";

const growth: Omit<GrowOptions, "seed"> = {
  depth: 3,
  trees: 300,
  learningRate: 0.03,
  rowShare: 0.7,
  featureShare: 0.4,
  leastWeight: 3,
  shrinkage: 3,
};

/** Whether evidence agrees must not be told by what the claim says alone, nor by how much of it the evidence has. */
const directionFeatures = new Set(
  memberFeatureNames.flatMap((name, index) => (comparesDirections(name) ? [index] : [])),
);

const growthOf: Readonly<Record<Opinion, Omit<GrowOptions, "seed">>> = {
  full: growth,
  some: { ...growth, trees: 150 },
  settles: { ...growth, trees: 150, learningRate: 0.06 },
  agrees: { ...growth, trees: 300, learningRate: 0.06, features: directionFeatures },
};

/** What a refuted claim without a person's label counts beside one with; the supported ones count as much together. */
const turnedWeight = 0.15;

/** Parts of a member's claims that odds are learned without, so that trees see odds of unseen claims. */
const innerFolds = 5;

/** Labelled pairs, read once for all members. */
export interface Prepared {
  readonly pairs: readonly LabelledPair[];
  readonly readings: readonly PairReading[];
  /** Each pair's fold: the member that is trained without it. */
  readonly fold: readonly number[];
  readonly weights: Float64Array;
  /** Claims from `turnedClaims`, by which alone it is learned whether evidence agrees. */
  readonly turned: readonly LabelledPair[];
  readonly turnedReadings: readonly PairReading[];
}

/** Whether a label answers a head's question with yes. */
export function isPositive({ label }: LabelledPair, head: Head): boolean {
  return label === "full" || (head === "some" && label === "partial");
}

/** The evidence decides the claim, for it or against it. */
function isSettled({ label, isRefuted }: LabelledPair): boolean {
  return label === "full" || isRefuted;
}

/** Trains one member on the pairs that `isTrained` names by index. Deterministic for a seed. */
export function growMember(
  prepared: Prepared,
  isTrained: (index: number) => boolean,
  seed: number,
): SupportMember {
  const used = prepared.pairs.flatMap((_, index) => (isTrained(index) ? [index] : []));
  const { odds, oddsWithout } = learnAllOdds(prepared, used);
  const examples = used.flatMap((index): readonly Example[] => {
    const [pair, reading] = [prepared.pairs[index], prepared.readings[index]];
    if (pair === undefined || reading === undefined) return [];
    const row = memberRow(reading, oddsWithout[innerFold(pair)] ?? odds);
    return [{ pair, row, weight: prepared.weights[index] ?? 1 }];
  });
  const settled = examples.filter(({ pair }) => isSettled(pair));
  const turned = turnedExamples(prepared, isTrained, odds);
  const grow = (
    opinion: Opinion,
    from: readonly Example[],
    isYes: (pair: LabelledPair) => boolean,
  ): TreeEnsemble =>
    growTrees(
      {
        rows: from.map(({ row }) => row),
        targets: Float64Array.from(from, ({ pair }) => (isYes(pair) ? 1 : 0)),
        weights: Float64Array.from(from, ({ weight }) => weight),
      },
      { ...growthOf[opinion], seed },
    );
  return {
    trees: {
      full: grow("full", examples, (pair) => isPositive(pair, "full")),
      some: grow("some", examples, (pair) => isPositive(pair, "some")),
      settles: grow("settles", examples, isSettled),
      agrees: grow("agrees", [...settled, ...turned], (pair) => isPositive(pair, "full")),
    },
    odds,
  };
}

interface Example {
  readonly pair: LabelledPair;
  readonly row: Float64Array;
  readonly weight: number;
}

/** Claims without a person's label, but for those from documents that a claim left out is held against. */
function turnedExamples(
  { pairs, turned, turnedReadings }: Prepared,
  isTrained: (index: number) => boolean,
  odds: Float32Array,
): readonly Example[] {
  const leftOut = new Set(
    pairs.flatMap(({ evidence }, index) => (isTrained(index) ? [] : [evidence.sentences?.[0] ?? ""])),
  );
  const refuted = turned.filter(({ isRefuted }) => isRefuted).length;
  const supportedWeight = (turnedWeight * refuted) / Math.max(1, turned.length - refuted);
  return turned.flatMap((pair, index): readonly Example[] => {
    const reading = turnedReadings[index];
    if (reading === undefined || leftOut.has(pair.evidence.sentences?.[0] ?? "")) return [];
    const weight = pair.isRefuted ? turnedWeight : supportedWeight;
    return [{ pair, row: memberRow(reading, odds), weight }];
  });
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
export function memberMargins(
  { trees, odds }: SupportMember,
  reading: PairReading,
): Readonly<Record<Head, number>> {
  return headMargins(trees, memberRow(reading, odds));
}
