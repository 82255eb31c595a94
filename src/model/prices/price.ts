import type { Usage } from "../policy.ts";

/** What a model costs, in units of `currency` per million tokens, as its provider publishes it. */
export interface Price {
  /** ISO 4217 code. */
  readonly currency: string;
  readonly inputPerMillion: number;
  /** For input tokens that the server took from its cache; absent: they cost as much as others. */
  readonly cachedInputPerMillion?: number;
  /** For input tokens that the server wrote into its cache; absent: they cost as much as others. */
  readonly cacheWritePerMillion?: number;
  readonly outputPerMillion: number;
  /** For each image of the input, beside its tokens. */
  readonly perImage?: number;
  /** Other rates for a request whose input is longer than this many tokens. */
  readonly longInput?: {
    readonly aboveTokens: number;
    readonly inputPerMillion: number;
    readonly cachedInputPerMillion?: number;
    readonly cacheWritePerMillion?: number;
    readonly outputPerMillion: number;
  };
}

/**
 * What one request cost, in the price's currency, from the server's own count: cached tokens and tokens written to
 * the cache at their own rates, the rest of the input at the plain one. Add up the costs of requests, not their
 * usages: long requests may have other rates.
 */
export function costOf(usage: Usage, price: Price): number {
  const { inputTokens, outputTokens, images = 0 } = usage;
  const isLong = price.longInput !== undefined && inputTokens > price.longInput.aboveTokens;
  const rates = isLong ? price.longInput : price;
  const cached = Math.min(usage.cachedInputTokens ?? 0, inputTokens);
  const written = Math.min(usage.cacheWriteInputTokens ?? 0, inputTokens - cached);
  const perMillion =
    (inputTokens - cached - written) * rates.inputPerMillion +
    cached * (rates.cachedInputPerMillion ?? rates.inputPerMillion) +
    written * (rates.cacheWritePerMillion ?? rates.inputPerMillion) +
    outputTokens * rates.outputPerMillion;
  return perMillion / 1_000_000 + images * (price.perImage ?? 0);
}
