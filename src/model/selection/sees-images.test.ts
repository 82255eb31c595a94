import { expect, test } from "vitest";
import type { ModelChoice } from "./model-choice.ts";
import { visionModel } from "./sees-images.ts";

const choice = (model: string): ModelChoice => ({
  provider: "openai-compatible",
  protocol: "openai",
  model,
  baseUrl: "http://127.0.0.1:9/v1",
  chosenBy: "name",
});

test.each([
  ["gpt-5.4-mini", true],
  ["claude-sonnet-4-5", true],
  ["gemini-2.5-flash", true],
  ["openai/gpt-4o", true],
  ["Qwen/Qwen2.5-VL-72B-Instruct", true],
  ["google/gemma-3-27b-it", true],
  ["qwen3-32b", false],
  ["deepseek-v4-flash", false],
  ["step-3.5-flash", false],
  ["gpt-oss-120b", false],
  ["something-new", false],
])("%s is asked about pictures: %s", (model, isAsked) => {
  expect(visionModel({ research: choice(model) })?.model).toBe(isAsked ? model : undefined);
});

test("a model that was named for pictures is asked, whatever it is called", () => {
  const vision = choice("mine");
  expect(visionModel({ research: choice("gpt-5"), vision })).toBe(vision);
});
