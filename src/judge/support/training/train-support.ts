import { readEvidence } from "../evidence.ts";
import { featuresOf } from "../features.ts";
import { aurocOf, balancedAccuracyOf, f1Of, type ScoredCase } from "../measures.ts";
import { foldOf, groupCode, type Head, type SupportMember, type SupportWeights } from "../support-model.ts";
import { rarityOf, raritySlot, raritySlots } from "../term-rarity.ts";
import { type GrowOptions, growTrees } from "../trees/grow-trees.ts";
import { logOddsOf, probabilityOf, type TreeEnsemble } from "../trees/tree-ensemble.ts";
import { bestThreshold, calibrate, reliabilityOf, type ReliabilityBin, unsureRange } from "./calibrate.ts";
import type { LabelledPair } from "./read-pairs.ts";

/** Members of the model. The first fold is the validation set: no choice was made by looking at it. */
export const folds = 5;
export const validationFold = 0;

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

interface Prepared {
  readonly pairs: readonly LabelledPair[];
  readonly rows: readonly Float64Array[];
  readonly fold: readonly number[];
  readonly weights: Float64Array;
}

/** Trains the members, calibrates them on claims they have not seen and measures them. Deterministic for a seed. */
export function trainSupport(
  pairs: readonly LabelledPair[],
  { seed = 1 }: { readonly seed?: number } = {},
): { readonly weights: SupportWeights; readonly report: TrainingReport } {
  const { counts, sentences } = countSentences(pairs);
  const rarity = rarityOf(counts, sentences);
  const prepared: Prepared = {
    pairs,
    rows: pairs.map(({ claim, evidence }) => featuresOf(claim, evidence, rarity)),
    fold: pairs.map(({ group }) => foldOf(group, folds)),
    weights: setWeights(pairs),
  };
  const members = Array.from({ length: folds }, (_, without): SupportMember => {
    const isTrained = (index: number): boolean => prepared.fold[index] !== without;
    return { trees: growHeads(prepared, isTrained, seed + without) };
  });
  const unseen = (head: Head): Float64Array =>
    Float64Array.from(prepared.rows, (row, index) => {
      const member = members[prepared.fold[index] ?? 0];
      return member === undefined ? 0 : logOddsOf(member.trees[head], row);
    });
  const margins = { full: unseen("full"), some: unseen("some") };
  const isTraining = (index: number): boolean => prepared.fold[index] !== validationFold;
  const chosen = choose(prepared, margins, isTraining);
  const seen = Float32Array.from(new Set(pairs.map(({ group }) => groupCode(group))));
  const settings = { ...chosen, sentences };
  const probabilities = margins.full.map((margin) =>
    probabilityOf(chosen.calibration.full.scale * margin + chosen.calibration.full.shift),
  );
  const cases = pairs.map((pair, index) => caseOf(pair, probabilities[index] ?? 0, chosen.thresholds.full));
  const validation = cases.filter((_, index) => !isTraining(index));
  return {
    weights: { settings, members, rarity: counts, seen },
    report: {
      train: bySet(pairs, cases, isTraining),
      validation: bySet(pairs, cases, (index) => !isTraining(index)),
      transfer: transferScores(prepared, seed),
      reliability: reliabilityOf(validation),
      sure: sureScores(validation, chosen.unsure),
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

function isPositive({ label }: LabelledPair, head: Head): boolean {
  return label === "full" || (head === "some" && label === "partial");
}

function growHeads(
  { pairs, rows, weights }: Prepared,
  isTrained: (index: number) => boolean,
  seed: number,
): Readonly<Record<Head, TreeEnsemble>> {
  const used = pairs.flatMap((_, index) => (isTrained(index) ? [index] : []));
  const grow = (head: Head): TreeEnsemble =>
    growTrees(
      {
        rows: used.flatMap((index) => rows[index] ?? []),
        targets: Float64Array.from(used, (index) => {
          const pair = pairs[index];
          return pair !== undefined && isPositive(pair, head) ? 1 : 0;
        }),
        weights: Float64Array.from(used, (index) => weights[index] ?? 1),
      },
      { ...growth[head], seed },
    );
  return { full: grow("full"), some: grow("some") };
}

type Chosen = Omit<SupportWeights["settings"], "sentences">;

/** Calibration and thresholds, from training claims as scored by members that have not seen them. */
function choose(
  { pairs, weights }: Prepared,
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
    }));
    const calibration = calibrate(examples);
    const scored = examples.map((example) => ({
      ...example,
      score: probabilityOf(calibration.scale * example.margin + calibration.shift),
    }));
    return { calibration, scored };
  };
  const fitted = { full: fit("full"), some: fit("some") };
  const thresholds = {
    full: bestThreshold(fitted.full.scored, f1Of),
    some: bestThreshold(fitted.some.scored, balancedAccuracyOf),
  };
  return {
    calibration: { full: fitted.full.calibration, some: fitted.some.calibration },
    thresholds,
    unsure: unsureRange(fitted.full.scored, thresholds.full),
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
  const { pairs, rows, fold } = prepared;
  const sets = [...new Set(pairs.map(({ set }) => set))];
  if (sets.length < 2) return {};
  return Object.fromEntries(
    sets.map((left) => {
      const isTrained = (index: number): boolean =>
        pairs[index]?.set !== left && fold[index] !== validationFold;
      const { full } = growHeads(prepared, isTrained, seed);
      const others = pairs.flatMap((pair, index) =>
        isTrained(index) ? [{ score: logOddsOf(full, rows[index] ?? new Float64Array()), pair }] : [],
      );
      const threshold = bestThreshold(
        others.map(({ score, pair }) => ({
          score: probabilityOf(score),
          isPositive: pair.label === "full",
          weight: 1,
          set: pair.set,
        })),
        f1Of,
      );
      const cases = pairs.flatMap((pair, index) =>
        pair.set === left
          ? [caseOf(pair, probabilityOf(logOddsOf(full, rows[index] ?? new Float64Array())), threshold)]
          : [],
      );
      return [left, scoresOf(cases)];
    }),
  );
}

function sureScores(cases: readonly ScoredCase[], unsure: Chosen["unsure"]): TrainingReport["sure"] {
  const sure = cases.filter(({ score }) => score < unsure.from || score > unsure.to);
  const accuracy = (some: readonly ScoredCase[]): number =>
    some.filter((one) => one.isPositive === one.isSaid).length / Math.max(1, some.length);
  return {
    share: sure.length / Math.max(1, cases.length),
    accuracy: accuracy(sure),
    accuracyOfAll: accuracy(cases),
  };
}
