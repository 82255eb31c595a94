import type { SentenceView } from "../alignment.ts";
import { type Turn, turnOf } from "../language/turns.ts";
import { type ClaimPair, rankSentences, sentenceWeight, weightedMean } from "./claim-pair.ts";

/**
 * Whether the same things are joined by words of the same direction in claim and evidence. Anchors are the words that
 * both have and that have no direction of their own.
 */
export const anchorFeatureNames = [
  "anchor.region",
  "anchor.region-loss",
  "anchor.turns",
  "anchor.between",
  "anchor.between-count",
  "anchor.between-turns",
  "anchor.order",
  "anchor.mean-region",
  "anchor.mean-region-loss",
  "anchor.mean-turns",
  "anchor.mean-between",
  "anchor.mean-between-turns",
  "anchor.mean-between-sign",
] as const;

/** Sentences that are compared, those that have most of the claim; words beside the anchors that count with them. */
const mostSentences = 4;
const margin = 5;
/** Words between two neighbouring anchors that still join them. */
const longestBetween = 14;

interface Directed {
  readonly key: string;
  readonly turn: Turn;
  readonly isAnchor: boolean;
}

interface Comparison {
  /** 1 the same direction, -1 the opposite one, 0 where either has none; with words of loss counted and without. */
  readonly region: number;
  readonly regionLoss: number;
  /** 1 where both are negated alike, else -1. */
  readonly turns: number;
  /** Sum of 1 and -1 over neighbouring anchors with directions between them on both sides, and how many those are. */
  readonly between: number;
  readonly betweenCount: number;
  /** The same for negations, over all neighbouring anchors. */
  readonly betweenTurns: number;
  /** Share of neighbouring anchors that stand the other way round. */
  readonly order: number;
}

const nothing: Comparison = {
  region: 0,
  regionLoss: 0,
  turns: 0,
  between: 0,
  betweenCount: 0,
  betweenTurns: 0,
  order: 0,
};

/** Values of `anchorFeatureNames`. */
export function anchorFeatures(pair: ClaimPair): readonly number[] {
  const own = directedWords(pair.claim);
  const compared = rankSentences(pair)
    .slice(0, mostSentences)
    .map((one) => ({
      comparison: compare(own, directedWords(one.sentence)),
      weight: sentenceWeight(one),
    }));
  const mean = (value: (comparison: Comparison) => number): number =>
    weightedMean(compared, ({ comparison }) => value(comparison));
  const best = compared[0]?.comparison ?? nothing;
  return [
    best.region,
    best.regionLoss,
    best.turns,
    best.between,
    best.betweenCount,
    best.betweenTurns,
    best.order,
    mean(({ region }) => region),
    mean(({ regionLoss }) => regionLoss),
    mean(({ turns }) => turns),
    mean(({ between }) => between),
    mean(({ betweenTurns }) => betweenTurns),
    mean(({ between }) => Math.sign(between)),
  ];
}

function directedWords({ sequence, content }: SentenceView): readonly Directed[] {
  return sequence.map((key) => {
    const turn = turnOf(key);
    const hasDirection = turn.sign !== 0 || turn.isNegation || turn.isLoss;
    return { key, turn, isAnchor: !hasDirection && content.has(key) };
  });
}

function compare(claim: readonly Directed[], evidence: readonly Directed[]): Comparison {
  const places = Map.groupBy(evidence.keys(), (at) => evidence[at]?.key ?? "");
  const anchors = claim.flatMap(({ key, isAnchor }, at) => {
    const found = isAnchor ? places.get(key) : undefined;
    return found === undefined ? [] : [{ at, places: found }];
  });
  if (anchors.length === 0) return nothing;
  const met = nearestPlaces(anchors.map((anchor) => anchor.places));
  const region = evidence.slice(Math.max(0, Math.min(...met) - margin), Math.max(...met) + margin + 1);
  const [own, other] = [signOf(claim), signOf(region)];
  const isDirected = own.isDirected && other.isDirected;
  const joints = anchors.slice(1).map(({ at }, index) =>
    compareJoint({
      claim: claim.slice((anchors[index]?.at ?? 0) + 1, at),
      evidence,
      ends: [met[index] ?? 0, met[index + 1] ?? 0],
    }),
  );
  const sumOf = (value: (joint: Joint) => number): number =>
    joints.reduce((sum, joint) => sum + value(joint), 0);
  return {
    region: isDirected ? own.sign * other.sign : 0,
    regionLoss: isDirected ? own.signWithLoss * other.signWithLoss : 0,
    turns: own.turns * other.turns,
    between: sumOf(({ agrees }) => agrees ?? 0),
    betweenCount: joints.filter(({ agrees }) => agrees !== undefined).length,
    betweenTurns: sumOf(({ turns }) => turns),
    order: sumOf(({ isReversed }) => (isReversed ? 1 : 0)) / Math.max(1, joints.length),
  };
}

/** Of each anchor's places the one nearest to the anchor before it; of the first anchor its first. */
function nearestPlaces(all: readonly (readonly number[])[]): readonly number[] {
  const met: number[] = [];
  for (const places of all) {
    const before = met.at(-1) ?? 0;
    met.push(
      places.reduce((best, place) => (Math.abs(place - before) < Math.abs(best - before) ? place : best)),
    );
  }
  return met;
}

interface Joint {
  /** Absent where one side has no direction between the two anchors, or they are far apart. */
  readonly agrees?: number;
  readonly turns: number;
  readonly isReversed: boolean;
}

function compareJoint({
  claim,
  evidence,
  ends: [from, to],
}: {
  readonly claim: readonly Directed[];
  readonly evidence: readonly Directed[];
  readonly ends: readonly [number, number];
}): Joint {
  const isReversed = to < from;
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  if (last - first > longestBetween + 1) return { turns: 0, isReversed };
  const [own, other] = [signOf(claim), signOf(evidence.slice(first + 1, last))];
  const turns = own.turns * other.turns;
  if (!own.hasCue || !other.hasCue) return { turns, isReversed };
  return { agrees: own.sign * other.sign, turns, isReversed };
}

interface Sign {
  readonly sign: number;
  readonly signWithLoss: number;
  readonly turns: number;
  /** A word of more or less stands there; any word of direction does. */
  readonly isDirected: boolean;
  readonly hasCue: boolean;
}

/** The direction of words together: each word of less and each negation turns it round. */
function signOf(words: readonly Directed[]): Sign {
  const parity = (isTurning: (turn: Turn) => boolean): number =>
    words.filter(({ turn }) => isTurning(turn)).length % 2 === 1 ? -1 : 1;
  const turns = parity(({ isNegation }) => isNegation);
  const sign = turns * parity(({ sign: one }) => one < 0);
  const losses = parity(({ isLoss }) => isLoss);
  const isDirected = words.some(({ turn }) => turn.sign !== 0);
  return {
    sign,
    signWithLoss: sign * losses,
    turns,
    isDirected,
    hasCue: isDirected || words.some(({ turn }) => turn.isNegation || turn.isLoss),
  };
}
