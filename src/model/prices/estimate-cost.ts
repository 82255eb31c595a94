import { costOf, type Price } from "./price.ts";

export interface ExpectedRun {
  readonly turns: number;
  /** Of the first request: system prompt, tools and question. */
  readonly promptTokens: number;
  /** By which each turn lengthens the next request: the call and its results. */
  readonly tokensPerTurn: number;
  readonly outputTokensPerTurn: number;
  /** What requests are kept under. */
  readonly contextTokens: number;
}

export interface CostEstimate {
  readonly currency: string;
  /** When everything that was sent before comes from the server's cache. */
  readonly low: number;
  /** When nothing does. */
  readonly high: number;
}

/** Tokens that a run would send and get if it took all its turns. */
export function estimateTokens(run: ExpectedRun): {
  readonly inputTokens: number;
  readonly outputTokens: number;
} {
  const { turns, promptTokens, tokensPerTurn, outputTokensPerTurn, contextTokens } = run;
  const inputs = Array.from({ length: turns }, (_, turn) =>
    Math.min(contextTokens, promptTokens + turn * tokensPerTurn),
  );
  return {
    inputTokens: inputs.reduce((sum, tokens) => sum + tokens, 0),
    outputTokens: turns * outputTokensPerTurn,
  };
}

/** What a run would cost if it took all its turns, between a perfect cache and none. */
export function estimateCost(run: ExpectedRun, price: Price): CostEstimate {
  const { promptTokens, tokensPerTurn, outputTokensPerTurn: outputTokens, contextTokens } = run;
  let low = 0;
  let high = 0;
  let sentBefore = 0;
  for (let turn = 0; turn < run.turns; turn += 1) {
    const inputTokens = Math.min(contextTokens, promptTokens + turn * tokensPerTurn);
    const cacheWriteInputTokens = inputTokens - sentBefore;
    low += costOf({ inputTokens, cachedInputTokens: sentBefore, cacheWriteInputTokens, outputTokens }, price);
    high += costOf({ inputTokens, outputTokens }, price);
    sentBefore = inputTokens;
  }
  // Where writing into the cache is dearer than plain input, short runs can cost more with it than without.
  return { currency: price.currency, low: Math.min(low, high), high: Math.max(low, high) };
}
