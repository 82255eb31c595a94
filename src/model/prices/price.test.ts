import fc from "fast-check";
import { expect, test } from "vitest";
import { costOf, type Price } from "./price.ts";

const price: Price = {
  currency: "USD",
  inputPerMillion: 3,
  cachedInputPerMillion: 0.3,
  cacheWritePerMillion: 3.75,
  outputPerMillion: 15,
  perImage: 0.005,
};

test("input, cached input, cache writes, output and images cost their own rates", () => {
  const usage = {
    inputTokens: 1_000_000,
    cachedInputTokens: 600_000,
    cacheWriteInputTokens: 100_000,
    outputTokens: 200_000,
    images: 2,
  };
  expect(costOf(usage, price)).toBeCloseTo(0.3 * 3 + 0.6 * 0.3 + 0.1 * 3.75 + 0.2 * 15 + 2 * 0.005, 10);
});

test("tokens without a rate of their own cost as much as plain input", () => {
  const plain: Price = { currency: "USD", inputPerMillion: 2, outputPerMillion: 8 };
  const usage = {
    inputTokens: 500_000,
    cachedInputTokens: 400_000,
    cacheWriteInputTokens: 100_000,
    outputTokens: 0,
    images: 3,
  };
  expect(costOf(usage, plain)).toBeCloseTo(1, 10);
});

test("a long request has the rates of long requests throughout, one at the border has not", () => {
  const tiered: Price = {
    ...price,
    longInput: {
      aboveTokens: 200_000,
      inputPerMillion: 6,
      cachedInputPerMillion: 0.6,
      outputPerMillion: 22.5,
    },
  };
  const atBorder = { inputTokens: 200_000, outputTokens: 1000 };
  const above = { inputTokens: 200_001, cachedInputTokens: 200_001, outputTokens: 1000 };
  expect(costOf(atBorder, tiered)).toBeCloseTo(0.2 * 3 + 0.001 * 15, 10);
  expect(costOf(above, tiered)).toBeCloseTo(0.200001 * 0.6 + 0.001 * 22.5, 10);
});

test("no usage that a server may report makes a cost negative or more than its parts at the dearest rate", () => {
  const tokens = fc.nat(2_000_000);
  const usage = fc.record({
    inputTokens: tokens,
    cachedInputTokens: tokens,
    cacheWriteInputTokens: tokens,
    outputTokens: tokens,
  });
  fc.assert(
    fc.property(usage, (counted) => {
      const cost = costOf(counted, price);
      const most = (counted.inputTokens * 3.75 + counted.outputTokens * 15) / 1_000_000;
      return cost >= 0 && cost <= most + 1e-9;
    }),
  );
});
