import type { JudgeUnavailable } from "../judge-unavailable.ts";

/** Whether a criterion is met (a flaw is there): wholly, in part, or not at all. */
export const verdictWords = ["full", "partial", "none"] as const;
export type VerdictWord = (typeof verdictWords)[number];

/** Words of the report that a verdict rests on; they were looked for and found in it. */
export interface ReportQuote {
  readonly text: string;
  /** UTF-16 offsets in the report. */
  readonly start: number;
  readonly end: number;
}

/** What a judge says of one criterion. */
export interface RubricVerdict {
  readonly type: "verdict";
  readonly rubricId: string;
  /** The middle one of the trials; the lower one of two in the middle. */
  readonly verdict: VerdictWord;
  /** One of each independent trial that gave one, in their order. */
  readonly trials: readonly VerdictWord[];
  readonly reason: string;
  readonly evidence: readonly ReportQuote[];
}

/**
 * Why a judge leaves a criterion open. `judgement`: it is a matter of judgement. `explanation`: whether something is
 * explained takes understanding. `unsure`: the scorer does not know. `other-language`: criterion and report have no
 * words in common to compare.
 */
export type UnknownCause = "judgement" | "explanation" | "unsure" | "other-language";

/** The judge cannot decide this criterion; that is neither a verdict nor a failure. */
export interface RubricUnknown {
  readonly type: "unknown";
  readonly rubricId: string;
  readonly cause: UnknownCause;
  readonly reason: string;
}

/** Nobody could be asked, or no usable answer came. */
export type RubricUnavailable = JudgeUnavailable & { readonly rubricId: string };

export type RubricOutcome = RubricVerdict | RubricUnknown | RubricUnavailable;

const words: Readonly<Record<string, VerdictWord>> = {
  full: "full",
  satisfied: "full",
  "fully satisfied": "full",
  完全满足: "full",
  满足: "full",
  partial: "partial",
  "partially satisfied": "partial",
  部分满足: "partial",
  none: "none",
  "not satisfied": "none",
  不满足: "none",
  未满足: "none",
};

/** Reads a verdict in the words of the judges and data sets known here; undefined for anything else. */
export function readVerdict(text: unknown): VerdictWord | undefined {
  if (typeof text !== "string") return undefined;
  const key = text.trim().toLowerCase().replaceAll(/[_-]+/g, " ");
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** The middle verdict from none over partial to full; the lower one of two in the middle. Undefined of none. */
export function middleVerdict(trials: readonly VerdictWord[]): VerdictWord | undefined {
  const rank = (word: VerdictWord): number => verdictWords.indexOf(word);
  const sorted = trials.toSorted((a, b) => rank(b) - rank(a));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
