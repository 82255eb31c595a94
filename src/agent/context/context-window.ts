import type { Policy } from "../../model/policy.ts";
import type { ResultStore } from "./result-store.ts";

/** How the conversation with a language model is kept within its context window. */
export interface ContextWindow {
  readonly limits: WindowLimits;
  /** Distinct words of a text in the form in which they are compared; for a query, without its question words. */
  readonly terms: Terms;
  /** Where results too long for the window are kept whole; without one they are sent as they are. */
  readonly store?: ResultStore;
  /** Writes the notes on what is no longer sent; without one, or where it fails, they are extracted. */
  readonly summarise?: Policy;
}

export type Terms = (text: string, mode: "index" | "query") => readonly string[];

/** All in tokens, as `estimateTokens` counts them. */
export interface WindowLimits {
  /** A prompt longer than this is compacted before it is sent. */
  readonly upper: number;
  /** What compaction brings it down to. */
  readonly lower: number;
  /** A tool result longer than this is kept whole elsewhere and sent in extract. */
  readonly result: number;
  /** Newest turns that are sent word for word as long as there is any room. */
  readonly recentTurns: number;
}

/** Leaves room for the answer, and for an estimate that is too low; a server that refuses all the same is believed. */
const upperShare = 0.75;
/** Low enough that a segment lasts for many turns: each new one costs a prompt without a cache. */
const lowerShare = 0.3;
/**
 * What each turn adds decides most of all how much of a prompt a server has in its cache: at a sixteenth of the window
 * it was 80 % of 32,000 tokens, at a fortieth it is 90 %. The whole of a long result can always be read page by page.
 */
const resultShare = 1 / 40;
const resultBounds = { least: 600, most: 3_000 };
const recentTurns = 3;

/** The window of a model of which nothing is known: the smallest that models for agents have had for long. */
export const defaultContextTokens = 128_000;

/** Smaller windows hold no system prompt, plan and turn at once. */
export const leastContextTokens = 16_000;

/** The thresholds for a model with a context window of so many tokens. */
export function windowLimits(contextTokens: number): WindowLimits {
  return {
    upper: Math.round(contextTokens * upperShare),
    lower: Math.round(contextTokens * lowerShare),
    result: Math.min(
      resultBounds.most,
      Math.max(resultBounds.least, Math.round(contextTokens * resultShare)),
    ),
    recentTurns,
  };
}

/** Where a server says nothing of its context: so much of a prompt that it refused. */
const unknownShare = 0.75;

/**
 * The context of a model whose server has refused a prompt of so many estimated tokens, in estimated tokens too: the
 * server's own count says how far estimates are off.
 */
export function learnedContext(
  promptTokens: number,
  { limit, asked }: { readonly limit?: number; readonly asked?: number } = {},
): number {
  const guess = promptTokens * unknownShare;
  if (limit === undefined) return Math.round(guess);
  const scaled =
    asked === undefined || asked <= limit ? Math.min(limit, guess) : (limit * promptTokens) / asked;
  return Math.round(Math.min(limit, scaled));
}

/** Limits for a context that has turned out to be no larger than this. */
export function narrowed(limits: WindowLimits, contextTokens: number): WindowLimits {
  const narrow = windowLimits(contextTokens);
  return narrow.upper < limits.upper ? narrow : limits;
}
