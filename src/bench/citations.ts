import { scoreSupport } from "../judge/support/embedded-support.ts";
import { aurocOf, balancedAccuracyOf, f1Of, type ScoredCase } from "../judge/support/measures.ts";
import { loadSupportModel } from "../judge/support/support-model.ts";
import { type LabelledPair, readPairs } from "../judge/support/training/read-pairs.ts";
import { bootstrap } from "./bootstrap.ts";
import { type Baseline, baselines } from "./citations/baselines.ts";
import { sample } from "./sample.ts";
import type { MetricValue, Suite } from "./suite.ts";

/** Enough for two digits; the ROC area of a large set is slow to resample. */
const resamples = 300;

/** Claims with evidence and human labels: the embedded support scorer against simple baselines, each set apart. */
export const citationsSuite: Suite = {
  name: "citations",
  description: "claims with evidence that people labelled: is the claim fully supported, per set",
  async run({ data, limit, seed = 1 }) {
    const pairs = sample(await readPairs(data), limit, seed);
    const model = loadSupportModel();
    const verdicts = pairs.map((pair) => scoreSupport(pair, model));
    const scored = pairs.map(({ label }, index) => ({
      score: verdicts[index]?.probability ?? 0,
      isPositive: label === "full",
      isSaid: verdicts[index]?.support === "full",
    }));
    const sets = [...new Set(pairs.map(({ set }) => set))].toSorted();
    const inSet = (cases: readonly ScoredCase[], set: string): readonly ScoredCase[] =>
      cases.filter((_, index) => pairs[index]?.set === set);
    const metrics: Record<string, MetricValue> = {};
    for (const set of sets) {
      for (const [name, measure] of Object.entries(measures))
        metrics[`${set} ${name}`] = bootstrap(inSet(scored, set), measure, { seed, resamples });
      const sure = scored.filter((_, index) => pairs[index]?.set === set && verdicts[index]?.isSure === true);
      metrics[`${set} share sure`] = exactly(sure.length / Math.max(1, inSet(scored, set).length));
      metrics[`${set} accuracy where sure`] = bootstrap(sure, accuracyOf, { seed, resamples });
    }
    const others = Object.entries(baselines(pairs)).map(([name, baseline]) => {
      const cases = casesOf(pairs, baseline);
      const values = sets.flatMap((set) =>
        Object.entries(measures).map(([metric, measure]) => [`${set} ${metric}`, measure(inSet(cases, set))]),
      );
      return [name, Object.fromEntries(values)] as const;
    });
    return {
      suite: "citations",
      data,
      n: pairs.length,
      metrics,
      baselines: Object.fromEntries(others),
      config: {
        scorer: "embedded",
        positive:
          "supported; partially supported, not supported, refuted and not enough information are the rest",
        thresholds: Object.fromEntries(
          Object.entries(model.settings.limits).map(([kind, { thresholds }]) => [kind, thresholds.full]),
        ),
        trained: pairs.filter(({ group }) => model.hasSeen(group)).length,
        "scoring of trained pairs":
          "by the member of the model that was trained without the fold of their claim",
      },
    };
  },
};

const measures = {
  f1: f1Of,
  "f1, best threshold": (cases: readonly ScoredCase[]) => bestF1(cases),
  "balanced accuracy": balancedAccuracyOf,
  auroc: aurocOf,
} as const;

/** F1 at the threshold that suits the measured cases best: what no threshold could beat. */
function bestF1(cases: readonly ScoredCase[]): number {
  const positives = cases.filter(({ isPositive }) => isPositive).length;
  const sorted = cases.toSorted((a, b) => b.score - a.score);
  let [hits, best] = [0, 0];
  for (const [index, { isPositive, score }] of sorted.entries()) {
    if (isPositive) hits += 1;
    if (sorted[index + 1]?.score !== score) best = Math.max(best, (2 * hits) / (index + 1 + positives));
  }
  return best;
}

function accuracyOf(cases: readonly ScoredCase[]): number {
  const right = cases.filter(({ isPositive, isSaid }) => isPositive === isSaid);
  return right.length / Math.max(1, cases.length);
}

function exactly(value: number): MetricValue {
  return { value, low: value, high: value };
}

function casesOf(pairs: readonly LabelledPair[], { threshold, scores }: Baseline): readonly ScoredCase[] {
  return pairs.map(({ label }, index) => {
    const score = scores[index] ?? 0;
    return { score, isPositive: label === "full", isSaid: score >= threshold };
  });
}
