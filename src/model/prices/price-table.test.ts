import { describe, expect, test } from "vitest";
import { AppError } from "../../core/errors.ts";
import { bundledPrices, findPrice, readPriceTable } from "./price-table.ts";

const own = readPriceTable(
  '{"qwen3": {"currency": "CNY", "inputPerMillion": 2, "outputPerMillion": 8}, "gemini/gemini-2.5-flash": {"currency": "EUR", "inputPerMillion": 1, "outputPerMillion": 2}}',
  "own.json",
);

describe("the bundled prices", () => {
  test("name their day and source, and cached input is never dearer than plain input", () => {
    const prices = Object.entries(bundledPrices());
    expect(prices.length).toBeGreaterThan(20);
    for (const [name, price] of prices) {
      expect(name).toMatch(/^[a-z]+\/[a-z0-9.-]+$/);
      expect(price.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(price.source).toMatch(/^https:\/\//);
      expect(price.cachedInputPerMillion ?? 0).toBeLessThanOrEqual(price.inputPerMillion);
      expect(price.longInput?.inputPerMillion ?? Infinity).toBeGreaterThan(price.inputPerMillion);
    }
  });
});

describe("a price", () => {
  test("is found for a model and its dated snapshots, of its own provider only", () => {
    const price = findPrice({ provider: "anthropic", model: "claude-sonnet-4-5" });
    expect(price).toMatchObject({ currency: "USD", inputPerMillion: 3, outputPerMillion: 15 });
    expect(findPrice({ provider: "anthropic", model: "claude-sonnet-4-5-20250929" })).toBe(price);
    expect(findPrice({ provider: "openai", model: "gpt-5-mini-2025-08-07" })).toBeDefined();
    expect(findPrice({ provider: "ollama", model: "claude-sonnet-4-5" })).toBeUndefined();
  });

  test("that nobody knows is undefined, not zero", () => {
    expect(findPrice({ provider: "ollama", model: "qwen3:30b" })).toBeUndefined();
    expect(findPrice({ provider: "openai", model: "constructor" })).toBeUndefined();
  });

  test("of the user goes before the bundled one, by provider or for whichever provider", () => {
    const tables = [own, bundledPrices()];
    expect(findPrice({ provider: "gemini", model: "gemini-2.5-flash" }, tables)?.currency).toBe("EUR");
    expect(findPrice({ provider: "openai-compatible", model: "qwen3" }, tables)?.currency).toBe("CNY");
    expect(findPrice({ provider: "gemini", model: "gemini-2.5-pro" }, tables)?.currency).toBe("USD");
  });
});

test.each([
  "",
  "[]",
  '{"m": {"inputPerMillion": 1, "outputPerMillion": 1}}',
  '{"m": {"currency": "USD", "inputPerMillion": -1, "outputPerMillion": 1}}',
  '{"m": {"currency": "USD", "inputPerMillion": 1, "outputPerMillion": 1, "outputPerMilion": 2}}',
])("%j is refused with what, why and fix", (text) => {
  const attempt = () => readPriceTable(text, "own.json");
  expect(attempt).toThrow(AppError);
  expect(attempt).toThrow(
    expect.objectContaining({ code: "CONFIG_INVALID", why: expect.any(String), fix: expect.any(String) }),
  );
});
