import { expect, test } from "vitest";
import type { ModelChoice } from "../model/selection/model-choice.ts";
import { withModels } from "./open-senses.ts";

const choice = (model: string): ModelChoice => ({
  provider: "openai-compatible",
  protocol: "openai",
  model,
  baseUrl: "http://127.0.0.1/v1",
  chosenBy: "name",
});

const sensesOf = (model: string, { vision, tags }: { vision?: string; tags?: true } = {}) =>
  withModels(
    {},
    { actionFormat: tags ? "tags" : "auto" },
    { research: choice(model), ...(vision === undefined ? {} : { vision: choice(vision) }) },
  );

test("a research model that is known to see is shown pictures, and is who is asked about them", () => {
  const { sight, viewer } = sensesOf("qwen3-vl-8b");
  expect(sight?.({ width: 280, height: 280 })).toBe(100);
  expect(viewer?.name).toContain("qwen3-vl-8b");
});

test("who is named to look at pictures looks at them: another model, or the research model itself", () => {
  const other = sensesOf("qwen3-vl-8b", { vision: "gpt-4o" });
  expect([other.sight, other.viewer?.name]).toEqual([undefined, expect.stringContaining("gpt-4o")]);
  expect(sensesOf("some-model", { vision: "some-model" }).sight).toBeDefined();
});

test("a model that is not known to see, or that calls tools in its text, is shown text alone", () => {
  expect(sensesOf("some-model")).toEqual({});
  expect(sensesOf("qwen3-vl-8b", { tags: true }).sight).toBeUndefined();
  const asked = sensesOf("some-model", { vision: "qwen3-vl-8b" });
  expect([asked.sight, asked.viewer?.name]).toEqual([undefined, expect.stringContaining("qwen3-vl-8b")]);
});

test("without a language model nothing is seen", () => {
  expect(withModels({}, { actionFormat: "auto" }, undefined)).toEqual({});
});
