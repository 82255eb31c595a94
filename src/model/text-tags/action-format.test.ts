import { describe, expect, test } from "vitest";
import { refusesTools, startsWithTags } from "./action-format.ts";

describe("refusesTools", () => {
  test.each([
    "gemma:2b does not support tools",
    '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
    "tools param requires --jinja flag",
    "No endpoints found that support tool use",
    "deepseek-reasoner does not support Function Calling",
    "`tool calling` is not supported with this model",
    "Function calling is not enabled for this model",
    "This model doesn't support tools at the moment",
  ])("hears it in %j", (complaint) => {
    expect(refusesTools(complaint)).toBe(true);
  });

  test.each([
    "tool_choice none is not supported",
    "stream_options is not supported",
    "maximum context length is 8192 tokens; messages and tools take 9000",
    "temperature does not support 0.7 with this model. Only the default (1) is supported; see the tools",
    "tools[0].function.parameters: invalid schema",
  ])("does not hear it in %j", (complaint) => {
    expect(refusesTools(complaint)).toBe(false);
  });
});

test("tags are used from the first turn on where that is wished, or the model known for it", () => {
  expect(startsWithTags("tags", "qwen3")).toBe(true);
  expect(startsWithTags("auto", "Alibaba-NLP/Tongyi-DeepResearch-30B-A3B")).toBe(true);
  expect(startsWithTags("auto", "qwen3")).toBe(false);
  expect(startsWithTags("native", "deepwell-32b")).toBe(false);
});
