import type { Support } from "../support-judge.ts";
import {
  actionShares,
  chooseVerdict,
  headInput,
  type SupportProbabilities,
  type VerdictAction,
  verdictActions,
  type VerdictHead,
} from "../verdict-head.ts";

/** A labelled pair as the scorer sees it, by a member that was trained without it. */
export interface TuningExample {
  readonly probabilities: SupportProbabilities;
  readonly label: Support;
  /** Sets count alike, whatever their size. */
  readonly set: string;
}

/**
 * The verifiable reward: 1 for the label, -1 for a verdict beside it, -2 for the opposite one, and nothing for not knowing,
 * so that a guess pays only where it is clearly more often right than wrong.
 */
export function verdictReward(action: VerdictAction, label: Support): number {
  if (action === "unknown") return 0;
  if (action === label) return 1;
  return action === "partial" || label === "partial" ? -1 : -2;
}

/** How a head does: greedy, each set alike. */
export interface HeadScores {
  readonly n: number;
  readonly reward: number;
  readonly decided: number;
  /** Of the decided ones; 1 of none. */
  readonly accuracy: number;
}

export type Chooser<Example extends TuningExample = TuningExample> = (example: Example) => VerdictAction;

/** Measures any way to choose a verdict. */
export function measureChoices<Example extends TuningExample>(
  examples: readonly Example[],
  choose: Chooser<Example>,
): HeadScores {
  const sets = [...Map.groupBy(examples, ({ set }) => set).values()].map((own) => {
    const chosen = own.map((example) => ({ action: choose(example), label: example.label }));
    const decided = chosen.filter(({ action }) => action !== "unknown");
    const right = decided.filter(({ action, label }) => action === label).length;
    const reward = chosen.reduce((sum, { action, label }) => sum + verdictReward(action, label), 0);
    return { reward: reward / own.length, decided: decided.length / own.length, right: right / own.length };
  });
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const decided = mean(sets.map((one) => one.decided));
  return {
    n: examples.length,
    reward: mean(sets.map((one) => one.reward)),
    decided,
    accuracy: decided === 0 ? 1 : mean(sets.map(({ right }) => right)) / decided,
  };
}

const rounds = 1000;
const learningRate = 1;
/** Phase 1: the head that makes the labels likeliest (multinomial logistic regression, gradient ascent). */
export function fitHead(examples: readonly TuningExample[]): VerdictHead {
  const start: VerdictHead = {
    full: [0, 0, 0],
    partial: [0, 0, 0],
    none: [0, 0, 0],
    unknown: [0, 0, 0],
  };
  return ascend(start, examples, (shares, { label }) => ({
    full: (label === "full" ? 1 : 0) - shares.full,
    partial: (label === "partial" ? 1 : 0) - shares.partial,
    none: (label === "none" ? 1 : 0) - shares.none,
    // Labels say nothing of what should have been left open.
    unknown: 0,
  }));
}

/**
 * Phase 2: the head with the highest expected reward from there. The policy gradient is taken exactly, over all four
 * actions in place of sampled ones: share × (reward − expected reward).
 */
export function tuneHead(start: VerdictHead, examples: readonly TuningExample[]): VerdictHead {
  return ascend(withUnknown(start, examples), examples, (shares, { label }) => {
    const expected = verdictActions.reduce(
      (sum, action) => sum + shares[action] * verdictReward(action, label),
      0,
    );
    const gain = (action: VerdictAction): number =>
      shares[action] * (verdictReward(action, label) - expected);
    return { full: gain("full"), partial: gain("partial"), none: gain("none"), unknown: gain("unknown") };
  });
}

/** Labels never teach not to know, and what is hardly ever chosen is never learned: it starts as likely as the others. */
function withUnknown(head: VerdictHead, examples: readonly TuningExample[]): VerdictHead {
  const shares = examples.map(({ probabilities }) => actionShares(head, headInput(probabilities)).unknown);
  const mean =
    shares.reduce((sum, share) => sum + Math.log(share / (1 - share)), 0) / Math.max(1, shares.length);
  const [bias, full, some] = head.unknown;
  return { ...head, unknown: [bias - mean - Math.log(verdictActions.length - 1), full, some] };
}

type Gradient = Readonly<Record<VerdictAction, number>>;

/** Gradient ascent on the mean over sets, of a gradient on the actions' logits. */
function ascend(
  start: VerdictHead,
  examples: readonly TuningExample[],
  gradientOf: (shares: Gradient, example: TuningExample) => Gradient,
): VerdictHead {
  const sets = Map.groupBy(examples, ({ set }) => set);
  const prepared = examples.map((example) => ({
    example,
    input: headInput(example.probabilities),
    weight: 1 / (sets.size * (sets.get(example.set)?.length ?? 1)),
  }));
  let head = start;
  for (let round = 0; round < rounds; round += 1) {
    const total = { full: [0, 0, 0], partial: [0, 0, 0], none: [0, 0, 0], unknown: [0, 0, 0] };
    for (const { example, input, weight } of prepared) {
      const gradient = gradientOf(actionShares(head, input), example);
      for (const action of verdictActions) {
        for (let at = 0; at < 3; at += 1) {
          total[action][at] = (total[action][at] ?? 0) + weight * gradient[action] * (input[at] ?? 0);
        }
      }
    }
    const moved = (action: VerdictAction): readonly [number, number, number] => {
      const [bias, full, some] = head[action];
      const [a = 0, b = 0, c = 0] = total[action];
      return [bias + learningRate * a, full + learningRate * b, some + learningRate * c];
    };
    head = { full: moved("full"), partial: moved("partial"), none: moved("none"), unknown: moved("unknown") };
  }
  return head;
}

/** What both phases come to, on the claims they were made with and on those that no choice was made on. */
export interface TuningReport {
  readonly head: VerdictHead;
  readonly rows: readonly {
    readonly phase: "thresholds" | "supervised" | "verifiable reward";
    readonly training: HeadScores;
    readonly validation: HeadScores;
  }[];
}

/** Runs both phases on the training examples and measures them beside the scorer's own thresholds. Deterministic. */
export function tuneVerdicts<Example extends TuningExample>(
  {
    training,
    validation,
  }: { readonly training: readonly Example[]; readonly validation: readonly Example[] },
  thresholds: Chooser<Example>,
): TuningReport {
  const supervised = fitHead(training);
  const tuned = tuneHead(supervised, training);
  const row = (phase: TuningReport["rows"][number]["phase"], choose: Chooser<Example>) => ({
    phase,
    training: measureChoices(training, choose),
    validation: measureChoices(validation, choose),
  });
  return {
    head: tuned,
    rows: [
      row("thresholds", thresholds),
      row("supervised", ({ probabilities }) => chooseVerdict(supervised, probabilities)),
      row("verifiable reward", ({ probabilities }) => chooseVerdict(tuned, probabilities)),
    ],
  };
}
