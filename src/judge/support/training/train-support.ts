import { readEvidence } from "../evidence.ts";
import { type PairKind, readPair } from "../features.ts";
import { aurocOf, balancedAccuracyOf, f1Of, type ScoredCase } from "../measures.ts";
import {
  foldOf,
  groupCode,
  type Head,
  type SupportMember,
  type SupportWeights,
  type VerdictLimits,
} from "../support-model.ts";
import { rarityOf, raritySlot, raritySlots } from "../term-rarity.ts";
import { probabilityOf } from "../trees/tree-ensemble.ts";
import { bestThreshold, calibrate, reliabilityOf, type ReliabilityBin, unsureRange } from "./calibrate.ts";
import { growMember, isPositive, memberMargins, type Prepared } from "./grow-member.ts";
import type { LabelledPair } from "./read-pairs.ts";

/** Members of the model. The first fold is the validation set: no choice was made by looking at it. */
export const folds = 5;
export const validationFold = 0;

export interface SetScores {
  readonly n: number;
  readonly f1: number;
  readonly balancedAccuracy: number;
  readonly auroc: number;
}

export interface TrainingReport {
  /** Pairs whose claims fall into each fold but the validation fold, scored by the member that has not seen them. */
  readonly train: Readonly<Record<string, SetScores>>;
  readonly validation: Readonly<Record<string, SetScores>>;
  /** A set scored by a model that was trained on the others only. */
  readonly transfer: Readonly<Record<string, SetScores>>;
  /** On the validation fold. */
  readonly reliability: readonly ReliabilityBin[];
  /** Share of validation pairs on which the model knows, and how often it is then right. */
  readonly sure: { readonly share: number; readonly accuracy: number; readonly accuracyOfAll: number };
}

export interface TrainingOptions {
  readonly seed?: number;
  /** From `turnedClaims`. */
  readonly turned?: readonly LabelledPair[];
}

/** Trains the members, calibrates them on claims they have not seen and measures them. Deterministic for a seed. */
export function trainSupport(
  pairs: readonly LabelledPair[],
  { seed = 1, turned = [] }: TrainingOptions = {},
): { readonly weights: SupportWeights; readonly report: TrainingReport } {
  const { counts, sentences } = countSentences(pairs);
  const rarity = rarityOf(counts, sentences);
  const prepared: Prepared = {
    pairs,
    readings: pairs.map(({ claim, evidence }) => readPair(claim, evidence, rarity)),
    fold: pairs.map(({ group }) => foldOf(group, folds)),
    weights: setWeights(pairs),
    turned,
    turnedReadings: turned.map(({ claim, evidence }) => readPair(claim, evidence, rarity)),
  };
  const members = Array.from({ length: folds }, (_, without): SupportMember => {
    const isTrained = (index: number): boolean => prepared.fold[index] !== without;
    return growMember(prepared, isTrained, seed + without);
  });
  const unseen = prepared.readings.map((reading, index) => {
    const member = members[prepared.fold[index] ?? 0];
    return member === undefined ? { full: 0, some: 0 } : memberMargins(member, reading);
  });
  const margins = {
    full: Float64Array.from(unseen, ({ full }) => full),
    some: Float64Array.from(unseen, ({ some }) => some),
  };
  const isTraining = (index: number): boolean => prepared.fold[index] !== validationFold;
  const chosen = choose(prepared, margins, isTraining);
  const seen = Float32Array.from(new Set(pairs.map(({ group }) => groupCode(group))));
  const settings = { ...chosen, sentences };
  const probabilities = margins.full.map((margin) =>
    probabilityOf(chosen.calibration.full.scale * margin + chosen.calibration.full.shift),
  );
  const limits = prepared.readings.map(({ kind }) => chosen.limits[kind]);
  const cases = pairs.map((pair, index) =>
    caseOf(pair, probabilities[index] ?? 0, limits[index]?.thresholds.full ?? 1),
  );
  const validation = cases.filter((_, index) => !isTraining(index));
  return {
    weights: { settings, members, rarity: counts, seen },
    report: {
      train: bySet(pairs, cases, isTraining),
      validation: bySet(pairs, cases, (index) => !isTraining(index)),
      transfer: transferScores(prepared, seed),
      reliability: reliabilityOf(validation),
      sure: sureScores(
        cases.flatMap((one, index) => {
          const own = limits[index];
          return isTraining(index) || own === undefined ? [] : [{ ...one, unsure: own.unsure }];
        }),
      ),
    },
  };
}

/** In how many sentences of the evidence each term occurs; the validation fold is not read. */
function countSentences(pairs: readonly LabelledPair[]): { counts: Float32Array; sentences: number } {
  const counts = new Float32Array(raritySlots);
  const known = new Set<string>();
  for (const { evidence, group } of pairs) {
    if (foldOf(group, folds) === validationFold) continue;
    for (const { text, content } of readEvidence(evidence).sentences) {
      if (known.has(text)) continue;
      known.add(text);
      for (const term of content) {
        const slot = raritySlot(term);
        counts[slot] = (counts[slot] ?? 0) + 1;
      }
    }
  }
  return { counts, sentences: known.size };
}

/** Large sets count for more than small ones, but only by the root of their size. */
function setWeights(pairs: readonly LabelledPair[]): Float64Array {
  const sizes = Map.groupBy(pairs, ({ set }) => set);
  const mean = pairs.length / Math.max(1, sizes.size);
  return Float64Array.from(pairs, ({ set }) => Math.sqrt(mean / (sizes.get(set)?.length ?? 1)));
}

type Chosen = Omit<SupportWeights["settings"], "sentences">;

/** Calibration and thresholds, from training claims as scored by members that have not seen them. */
function choose(
  { pairs, readings, weights }: Prepared,
  margins: Readonly<Record<Head, Float64Array>>,
  isTraining: (index: number) => boolean,
): Chosen {
  const training = pairs.flatMap((pair, index) =>
    isTraining(index) ? [{ pair, index, weight: weights[index] ?? 1 }] : [],
  );
  const fit = (head: Head) => {
    const examples = training.map(({ pair, index, weight }) => ({
      margin: margins[head][index] ?? 0,
      isPositive: isPositive(pair, head),
      weight,
      set: pair.set,
      kind: readings[index]?.kind,
    }));
    const calibration = calibrate(examples);
    const scored = examples.map((example) => ({
      ...example,
      score: probabilityOf(calibration.scale * example.margin + calibration.shift),
    }));
    return { calibration, scored };
  };
  const fitted = { full: fit("full"), some: fit("some") };
  const limitsOf = (kind: PairKind): VerdictLimits => {
    const of = (head: Head) => {
      const own = fitted[head].scored.filter((example) => example.kind === kind);
      return own.length === 0 ? fitted[head].scored : own;
    };
    const thresholds = {
      full: bestThreshold(of("full"), f1Of),
      some: bestThreshold(of("some"), balancedAccuracyOf),
    };
    return { thresholds, unsure: unsureRange(of("full"), thresholds.full) };
  };
  return {
    calibration: { full: fitted.full.calibration, some: fitted.some.calibration },
    limits: {
      chinese: limitsOf("chinese"),
      sentence: limitsOf("sentence"),
      passage: limitsOf("passage"),
      page: limitsOf("page"),
    },
  };
}

function caseOf(pair: LabelledPair, score: number, threshold: number): ScoredCase {
  return { score, isPositive: pair.label === "full", isSaid: score >= threshold };
}

function bySet(
  pairs: readonly LabelledPair[],
  cases: readonly ScoredCase[],
  isUsed: (index: number) => boolean,
): Readonly<Record<string, SetScores>> {
  const sets = [...new Set(pairs.map(({ set }) => set))];
  return Object.fromEntries(
    sets.map((set) => {
      const own = cases.filter((_, index) => pairs[index]?.set === set && isUsed(index));
      return [set, scoresOf(own)];
    }),
  );
}

function scoresOf(cases: readonly ScoredCase[]): SetScores {
  return {
    n: cases.length,
    f1: f1Of(cases),
    balancedAccuracy: balancedAccuracyOf(cases),
    auroc: aurocOf(cases),
  };
}

function transferScores(prepared: Prepared, seed: number): Readonly<Record<string, SetScores>> {
  const { pairs, readings, fold } = prepared;
  const sets = [...new Set(pairs.map(({ set }) => set))];
  if (sets.length < 2) return {};
  return Object.fromEntries(
    sets.map((left) => {
      const isTrained = (index: number): boolean =>
        pairs[index]?.set !== left && fold[index] !== validationFold;
      const member = growMember(prepared, isTrained, seed);
      const scores = readings.map((reading) => probabilityOf(memberMargins(member, reading).full));
      const threshold = bestThreshold(
        pairs.flatMap(({ label, set }, index) =>
          isTrained(index)
            ? [{ score: scores[index] ?? 0, isPositive: label === "full", weight: 1, set }]
            : [],
        ),
        f1Of,
      );
      const cases = pairs.flatMap((pair, index) =>
        pair.set === left ? [caseOf(pair, scores[index] ?? 0, threshold)] : [],
      );
      return [left, scoresOf(cases)];
    }),
  );
}

function sureScores(cases: readonly (ScoredCase & Pick<VerdictLimits, "unsure">)[]): TrainingReport["sure"] {
  const sure = cases.filter(({ score, unsure }) => score < unsure.from || score > unsure.to);
  const accuracy = (some: readonly ScoredCase[]): number =>
    some.filter((one) => one.isPositive === one.isSaid).length / Math.max(1, some.length);
  return {
    share: sure.length / Math.max(1, cases.length),
    accuracy: accuracy(sure),
    accuracyOfAll: accuracy(cases),
  };
}
