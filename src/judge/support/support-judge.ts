import type { JudgeUnavailable } from "../judge-unavailable.ts";
import type { SupportEvidence } from "./evidence.ts";

/** How much of a claim its evidence supports. */
export type Support = "full" | "partial" | "none";

export interface SupportVerdict {
  readonly type: "verdict";
  readonly support: Support;
  /** Calibrated probability that all of the claim is supported. */
  readonly probability: number;
  /** False where the judge does not know: `support` is then the likelier guess. */
  readonly isSure: boolean;
}

export interface SupportCase {
  /** One sentence, read without its citations. */
  readonly claim: string;
  readonly evidence: SupportEvidence;
}

/** Says whether evidence supports claims: the embedded scorer, or a language model in its place. */
export interface SupportJudge {
  readonly name: string;
  /** One outcome a case, in their order. Rejects only with the signal's reason. */
  judge(
    cases: readonly SupportCase[],
    signal: AbortSignal,
  ): Promise<readonly (SupportVerdict | JudgeUnavailable)[]>;
}
