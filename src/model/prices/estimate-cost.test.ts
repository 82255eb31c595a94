import { expect, test } from "vitest";
import { estimateCost, type ExpectedRun } from "./estimate-cost.ts";

const run: ExpectedRun = {
  turns: 3,
  promptTokens: 1000,
  tokensPerTurn: 2000,
  outputTokensPerTurn: 100,
  contextTokens: 4000,
};

test("lies between a perfect cache and none, with the context as the bound", () => {
  const price = { currency: "USD", inputPerMillion: 10, cachedInputPerMillion: 1, outputPerMillion: 100 };
  const estimate = estimateCost(run, price);
  // Requests of 1,000, 3,000 and 4,000 tokens.
  expect(estimate.high).toBeCloseTo((8000 * 10 + 300 * 100) / 1e6, 12);
  expect(estimate.low).toBeCloseTo((4000 * 10 + 4000 * 1 + 300 * 100) / 1e6, 12);
});

test("is one number where a cache makes no difference, and nothing for no turns", () => {
  const price = { currency: "USD", inputPerMillion: 10, outputPerMillion: 100 };
  const { low, high } = estimateCost(run, price);
  expect(low).toBe(high);
  expect(estimateCost({ ...run, turns: 0 }, price)).toEqual({ currency: "USD", low: 0, high: 0 });
});
