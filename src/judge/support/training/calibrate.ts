import type { ScoredCase } from "../measures.ts";
import { probabilityOf } from "../trees/tree-ensemble.ts";

export interface MarginExample {
  /** Log-odds of a model that has not seen the claim. */
  readonly margin: number;
  readonly isPositive: boolean;
  readonly weight: number;
}

export interface Calibration {
  readonly scale: number;
  readonly shift: number;
}

/**
 * Scale and shift of log-odds that make them honest: weighted logistic regression (Platt 1999) by Newton's method, a
 * step halved until the loss falls, since a full one can run away.
 */
export function calibrate(examples: readonly MarginExample[]): Calibration {
  let current: Calibration = { scale: 1, shift: 0 };
  let loss = lossOf(examples, current);
  for (let round = 0; round < 50; round++) {
    const step = newtonStep(examples, current);
    let share = 1;
    let next = moved(current, step, share);
    while (lossOf(examples, next) > loss && share > 1e-6) {
      share /= 2;
      next = moved(current, step, share);
    }
    const reached = lossOf(examples, next);
    if (loss - reached < 1e-9 * Math.max(1, loss)) break;
    current = next;
    loss = reached;
  }
  return current;
}

function moved({ scale, shift }: Calibration, step: Calibration, share: number): Calibration {
  return { scale: scale - share * step.scale, shift: shift - share * step.shift };
}

function lossOf(examples: readonly MarginExample[], { scale, shift }: Calibration): number {
  return examples.reduce((sum, { margin, isPositive, weight }) => {
    const signed = (isPositive ? -1 : 1) * (scale * margin + shift);
    return sum + weight * (Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed))));
  }, 0);
}

function newtonStep(examples: readonly MarginExample[], { scale, shift }: Calibration): Calibration {
  let [gradientScale, gradientShift, aa, ab, bb] = [0, 0, 1e-6, 0, 1e-6];
  for (const { margin, isPositive, weight } of examples) {
    const probability = probabilityOf(scale * margin + shift);
    const error = weight * (probability - (isPositive ? 1 : 0));
    const curvature = weight * probability * (1 - probability);
    gradientScale += error * margin;
    gradientShift += error;
    aa += curvature * margin * margin;
    ab += curvature * margin;
    bb += curvature;
  }
  const determinant = Math.max(1e-12, aa * bb - ab * ab);
  return {
    scale: (bb * gradientScale - ab * gradientShift) / determinant,
    shift: (aa * gradientShift - ab * gradientScale) / determinant,
  };
}

export interface SetExample extends MarginExampleScore {
  readonly set: string;
}

interface MarginExampleScore {
  readonly score: number;
  readonly isPositive: boolean;
  readonly weight: number;
}

const steps = Array.from({ length: 61 }, (_, index) => 0.1 + index * 0.01);

/** The threshold with the best mean of a measure over the sets: each kind of claim counts alike. */
export function bestThreshold(
  examples: readonly SetExample[],
  measure: (cases: readonly ScoredCase[]) => number,
): number {
  const sets = [...Map.groupBy(examples, ({ set }) => set).values()];
  const valueAt = (threshold: number): number =>
    sets.reduce(
      (sum, own) =>
        sum +
        measure(own.map(({ score, isPositive }) => ({ score, isPositive, isSaid: score >= threshold }))),
      0,
    );
  let best = { threshold: 0.5, value: -1 };
  for (const threshold of steps) {
    const value = valueAt(threshold);
    if (value > best.value) best = { threshold, value };
  }
  return Number(best.threshold.toFixed(2));
}

/** Beyond any threshold, but not beyond where the model may begin to be sure. */
const highSteps = Array.from({ length: 25 }, (_, index) => 0.71 + index * 0.01);

/** How often a verdict outside the range is right; inside it the model says that it does not know. */
const wantedAccuracy = 0.8;

/** Share of the supported claims that may be doubted: doubts that are mostly false are soon read by nobody. */
const mostFalseDoubts = 0.1;

/**
 * The smallest range around the threshold outside which verdicts on either side are right often enough, and below which
 * hardly any supported claim lies.
 */
export function unsureRange(
  examples: readonly MarginExampleScore[],
  threshold: number,
): { readonly from: number; readonly to: number } {
  const share = (some: readonly MarginExampleScore[], wanted: boolean): number => {
    const total = weightOf(some);
    return total === 0 ? 1 : weightOf(some.filter(({ isPositive }) => isPositive === wanted)) / total;
  };
  const supported = weightOf(examples.filter(({ isPositive }) => isPositive));
  const below = steps.toReversed().find((from) => {
    const doubted = examples.filter(({ score }) => score < from);
    const wrongly = weightOf(doubted.filter(({ isPositive }) => isPositive));
    return (
      from <= threshold && share(doubted, false) >= wantedAccuracy && wrongly <= mostFalseDoubts * supported
    );
  });
  const above = [...steps, ...highSteps].find(
    (to) =>
      to >= threshold &&
      share(
        examples.filter(({ score }) => score > to),
        true,
      ) >= wantedAccuracy,
  );
  return { from: Number((below ?? 0).toFixed(2)), to: Number((above ?? 1).toFixed(2)) };
}

function weightOf(examples: readonly MarginExampleScore[]): number {
  return examples.reduce((sum, { weight }) => sum + weight, 0);
}

export interface ReliabilityBin {
  readonly from: number;
  readonly n: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Predicted against observed shares in tenths of probability; empty tenths are left out. */
export function reliabilityOf(cases: readonly ScoredCase[]): readonly ReliabilityBin[] {
  const bins = Map.groupBy(cases, ({ score }) => Math.min(9, Math.floor(score * 10)));
  return [...bins]
    .toSorted(([one], [other]) => one - other)
    .map(([bin, own]) => ({
      from: bin / 10,
      n: own.length,
      predicted: own.reduce((sum, { score }) => sum + score, 0) / own.length,
      observed: own.filter((one) => one.isPositive).length / own.length,
    }));
}
