import type { JudgeUnavailable } from "../judge-unavailable.ts";

/** What two reports on one question are compared in. */
export const comparedDimensions = ["depth", "logic", "coverage"] as const;
export type ComparedDimension = (typeof comparedDimensions)[number];
export type Preference = "first" | "second" | "tie";

export interface Comparison {
  readonly type: "comparison";
  readonly judge: string;
  readonly usesLanguageModel: boolean;
  /** In both orders of presentation alike, or else a tie. */
  readonly preferences: Readonly<Record<ComparedDimension, Preference>>;
  /** Whoever leads in more dimensions. */
  readonly overall: Preference;
  /** Dimensions in which the order of presentation changed the answer; none where no order was shown. */
  readonly orderDependent: readonly ComparedDimension[];
  /** What the judge looked at, in words for people. */
  readonly reasons: readonly string[];
}

export interface ComparedReports {
  readonly question: string;
  /** BCP 47 primary tag of the question. */
  readonly language: string;
  readonly first: string;
  readonly second: string;
}

/** Compares two reports: a language model, or the embedded comparison. */
export interface PairwiseJudge {
  readonly name: string;
  /** Rejects only with the signal's reason. */
  compare(reports: ComparedReports, signal: AbortSignal): Promise<Comparison | JudgeUnavailable>;
}

/** Who leads in more dimensions. */
export function overallOf(preferences: Readonly<Record<ComparedDimension, Preference>>): Preference {
  const count = (side: Preference): number =>
    comparedDimensions.filter((one) => preferences[one] === side).length;
  const [first, second] = [count("first"), count("second")];
  if (first === second) return "tie";
  return first > second ? "first" : "second";
}

/**
 * Whether a revision replaces the report it was made of (the first): better in depth or logic, worse in neither, and
 * nothing of the coverage lost. Without a comparison the old report stays.
 */
export function keepsRevision(outcome: Comparison | JudgeUnavailable): boolean {
  if (outcome.type !== "comparison") return false;
  const { depth, logic, coverage } = outcome.preferences;
  const isBetter = depth === "second" || logic === "second";
  return isBetter && depth !== "first" && logic !== "first" && coverage !== "first";
}
