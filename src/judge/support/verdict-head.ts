import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Support } from "./support-judge.ts";

/** What may be said of a claim: a verdict, or that the scorer does not know. */
export const verdictActions = ["full", "partial", "none", "unknown"] as const;
export type VerdictAction = (typeof verdictActions)[number];

/** Per action the weights of 1, the log-odds of full support and those of some. */
export type VerdictHead = Readonly<Record<VerdictAction, readonly [number, number, number]>>;

const weights = z.tuple([z.number(), z.number(), z.number()]);
const headFile = z.object({ full: weights, partial: weights, none: weights, unknown: weights });

let shipped: VerdictHead | undefined;

/** The head that ships with Deepwell, made by `scripts/tune-support.ts`; read once. */
export function loadVerdictHead(): VerdictHead {
  const text = (): string => readFileSync(new URL("./verdict-head.json", import.meta.url), "utf8");
  shipped ??= headFile.parse(JSON.parse(text()));
  return shipped;
}

/** The two probabilities of the scorer. */
export interface SupportProbabilities {
  readonly full: number;
  readonly some: number;
}

const logOdds = (probability: number): number => {
  const kept = Math.min(0.999, Math.max(0.001, probability));
  return Math.log(kept / (1 - kept));
};

/** What the head sees. */
export function headInput({ full, some }: SupportProbabilities): readonly [number, number, number] {
  return [1, logOdds(full), logOdds(some)];
}

/** Share of the choice that each action has: a softmax. */
export function actionShares(
  head: VerdictHead,
  input: readonly [number, number, number],
): Readonly<Record<VerdictAction, number>> {
  const logits = verdictActions.map((action) => {
    const weights = head[action];
    return weights[0] * input[0] + weights[1] * input[1] + weights[2] * input[2];
  });
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const share = (index: number): number => (powers[index] ?? 0) / total;
  return { full: share(0), partial: share(1), none: share(2), unknown: share(3) };
}

/** The likeliest action. */
export function chooseVerdict(head: VerdictHead, probabilities: SupportProbabilities): Support | "unknown" {
  const shares = actionShares(head, headInput(probabilities));
  return verdictActions.reduce((best, action) => (shares[action] > shares[best] ? action : best));
}
