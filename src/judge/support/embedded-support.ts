import type { SupportEvidence } from "./evidence.ts";
import { readPair } from "./features.ts";
import { isQuotedClaim } from "./quoted-claim.ts";
import type { Support, SupportJudge, SupportVerdict } from "./support-judge.ts";
import { loadSupportModel, type SupportModel } from "./support-model.ts";
import { chooseVerdict, type VerdictHead } from "./verdict-head.ts";

/** A claim, its evidence, and the name of its group where the pair is labelled data. */
export interface ScoredClaim {
  readonly claim: string;
  readonly evidence: SupportEvidence;
  readonly group?: string;
}

/** Of a claim that repeats its evidence: only what stands around the evidence could make it wrong. */
const quotedProbability = 0.99;

/** Scores one claim against its evidence; one that only repeats it is borne out without the model. Deterministic. */
export function scoreSupport({ claim, evidence, group }: ScoredClaim, model: SupportModel): SupportVerdict {
  if (isQuotedClaim(claim, evidence.text))
    return { type: "verdict", support: "full", probability: quotedProbability, isSure: true };
  const pair = readPair(claim, evidence, model.rarity);
  const { full, some } = model.probabilities(pair, group);
  const { thresholds, unsure } = model.settings.limits[pair.kind];
  return {
    type: "verdict",
    support: full >= thresholds.full ? "full" : some >= thresholds.some ? "partial" : "none",
    probability: full,
    isSure: full < unsure.from || full > unsure.to,
  };
}

/** Whether evidence supports a claim, by the head that was tuned for what a wrong verdict costs; it may not know. */
export function decideSupport(
  { claim, evidence }: ScoredClaim,
  model: SupportModel,
  head: VerdictHead,
): { readonly verdict: Support | "unknown"; readonly probability: number } {
  const probabilities = model.probabilities(readPair(claim, evidence, model.rarity));
  return { verdict: chooseVerdict(head, probabilities), probability: probabilities.full };
}

/** The judge that needs no language model. */
export function embeddedSupportJudge(model: SupportModel = loadSupportModel()): SupportJudge {
  return {
    name: "embedded",
    judge(cases, signal) {
      signal.throwIfAborted();
      return Promise.resolve(cases.map((one) => scoreSupport(one, model)));
    },
  };
}
