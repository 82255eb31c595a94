import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ModelChoice } from "../model/selection/model-choice.ts";
import { checkCostLimit, expectedRun, formatMoney, modelPrice, runEstimate } from "./model-price.ts";

const choice: ModelChoice = {
  provider: "openai-compatible",
  protocol: "openai",
  model: "qwen3",
  baseUrl: "http://127.0.0.1/v1",
  chosenBy: "name",
};
const price = { currency: "USD", inputPerMillion: 1, outputPerMillion: 4 };

describe("the price of a model", () => {
  it("comes from the user's own table, and is undefined where nobody knows it", () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "prices-")), "prices.json");
    writeFileSync(file, JSON.stringify({ qwen3: price }));
    expect(modelPrice(choice, file)).toEqual(price);
    expect(modelPrice(choice, undefined)).toBeUndefined();
  });

  it("says what is wrong with a table that is not there", () => {
    expect(() => modelPrice(choice, "/no/such/prices.json")).toThrow(
      expect.objectContaining({ code: "CONFIG_INVALID", fix: expect.stringContaining("--prices") }),
    );
  });

  it("is needed to keep a limit on money", () => {
    const models = { research: choice };
    expect(() => checkCostLimit({ maxCost: 1 }, models, {})).toThrow(/cannot be kept/);
    checkCostLimit({ maxCost: 1 }, models, { research: price });
    checkCostLimit({}, models, {});
  });

  it("is needed for the model of every role, in one currency", () => {
    const models = { research: choice, judge: { ...choice, model: "other" } };
    const check = (judge: typeof price | undefined) => () =>
      checkCostLimit({ maxCost: 1 }, models, { research: price, ...(judge && { judge }) });
    expect(check(undefined)).toThrow(expect.objectContaining({ why: "no price is known for other" }));
    expect(check({ ...price, currency: "CNY" })).toThrow(
      expect.objectContaining({ why: "other is paid in CNY, qwen3 is not" }),
    );
    expect(check(price)).not.toThrow();
  });
});

it("an estimate grows with the turns, ends at the limit on money, and needs a number of turns", () => {
  const estimate = (limits: { maxTurns?: number; maxCost?: number }) => {
    const run = expectedRun(limits);
    return run && runEstimate(run, limits, price);
  };
  const [ten, thirty] = [estimate({ maxTurns: 10 }), estimate({ maxTurns: 30 })];
  expect(thirty?.high).toBeGreaterThan(ten?.high ?? Infinity);
  expect(estimate({ maxTurns: 30, maxCost: 0.01 })).toEqual({
    currency: "USD",
    low: 0.01,
    high: 0.01,
  });
  expect(estimate({})).toBeUndefined();
});

it.each([
  [12.345, "12.35 USD"],
  [0.1, "0.10 USD"],
  [0.012345, "0.012 USD"],
  [0.00004, "0.00004 USD"],
  [0, "0.00 USD"],
])("%d is written as %s", (amount, text) => {
  expect(formatMoney(amount, "USD")).toBe(text);
});
