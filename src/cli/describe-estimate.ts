import type { RunLimits } from "../agent/events.ts";
import { estimateTokens } from "../model/prices/estimate-cost.ts";
import type { PublishedPrice } from "../model/prices/price-table.ts";
import type { Messages } from "./messages.ts";
import { expectedRun, formatMoney, runEstimate } from "./model-price.ts";

export interface EstimateRequest {
  readonly limits: RunLimits;
  readonly price: PublishedPrice | undefined;
  readonly contextTokens: number | undefined;
  readonly messages: Messages;
}

export interface Estimate {
  readonly amount: string;
  /** What the amount rests on. */
  readonly basis: string;
}

/** What a run may cost if it takes all its turns, in words; undefined where turns have no limit. */
export function describeEstimate(request: EstimateRequest): Estimate | undefined {
  const { limits, price, contextTokens, messages } = request;
  const run = expectedRun(limits, contextTokens);
  if (run === undefined) return undefined;
  const tokens = estimateTokens(run);
  const basis = messages.estimateBasis(run, tokens);
  if (price === undefined) {
    return { amount: messages.estimateUnpriced(tokens.inputTokens + tokens.outputTokens), basis };
  }
  const { low, high, currency } = runEstimate(run, limits, price);
  const published = [price.asOf, price.source].filter((each) => each !== undefined).join(", ");
  return {
    amount: messages.estimate(formatMoney(low, currency), formatMoney(high, currency), run.turns),
    basis: published === "" ? basis : `${basis} ${messages.priceFrom(published)}`,
  };
}
