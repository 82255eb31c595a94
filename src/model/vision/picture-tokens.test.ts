import * as fc from "fast-check";
import { expect, test } from "vitest";
import { pictureTokens } from "./picture-tokens.ts";

const screen = { width: 1_280, height: 720 };

test.each([
  // 45.7 × 25.7 cells of 28 pixels, rounded up.
  ["anthropic", "claude-sonnet-5-5", screen, 46 * 26],
  // Made smaller to 1,568 × 882.
  ["anthropic", "claude-sonnet-5-5", { width: 3_136, height: 1_764 }, 56 * 32],
  // Three by two tiles of 512.
  ["openai", "gpt-4o", screen, 85 + 6 * 170],
  ["openai", "gpt-4o-mini", screen, 2_833 + 6 * 5_667],
  ["openai", "gpt-5.1", screen, 70 + 6 * 140],
  // The example of the documentation: 2,048 × 4,096 becomes 768 × 1,536.
  ["openai", "gpt-4o", { width: 2_048, height: 4_096 }, 1_105],
  // 40 × 23 patches of 32.
  ["openai", "gpt-5.4-mini", screen, Math.ceil(920 * 1.62)],
  ["openai", "o4-mini", { width: 4_000, height: 4_000 }, Math.ceil(1_536 * 1.72)],
  ["gemini", "gemini-2.5-flash", { width: 300, height: 300 }, 258],
  // Three by two tiles of 480.
  ["gemini", "gemini-2.5-flash", screen, 6 * 258],
  ["gemini", "gemini-3-pro", screen, 1_120],
  ["openai", "qwen3-vl-8b", screen, 46 * 26],
  ["openai", "anthropic/claude-sonnet-5-5", screen, 46 * 26],
] as const)("a picture takes what the provider says: %s %s %j", (protocol, model, size, tokens) => {
  expect(pictureTokens({ protocol, model })(size)).toBe(tokens);
});

test("any picture takes a number of tokens that is whole and more than none", () => {
  const sides = fc.integer({ min: 1, max: 20_000 });
  const models = fc.constantFrom("claude-x", "gemini-2.5-pro", "gpt-4o", "gpt-5-nano", "llava");
  fc.assert(
    fc.property(sides, sides, models, (width, height, model) => {
      const tokens = pictureTokens({ protocol: "openai", model })({ width, height });
      expect(Number.isInteger(tokens) && tokens > 0).toBe(true);
    }),
  );
});
