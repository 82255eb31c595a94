import { describe, expect, test } from "vitest";
import { AppError } from "../../core/errors.ts";
import { readOverrides } from "./read-overrides.ts";

const failure = (text: string) => {
  try {
    readOverrides(text, "list.json");
    return undefined;
  } catch (error) {
    return error instanceof AppError ? [error.code, error.message] : error;
  }
};

describe("readOverrides", () => {
  test("takes a tier, or a tier with more about it", () => {
    const read = readOverrides(
      '{"WWW.Example.org": "high", "b.example": {"tier": "low", "reason": "r"}}',
      "list.json",
    );
    expect([...read]).toEqual([
      ["example.org", { tier: "high" }],
      ["b.example", { tier: "low", reason: "r" }],
    ]);
  });

  test.each([
    ["an unknown tier", '{\n  "a.example": "high",\n  "b.example": "best"\n}', 3],
    ["an unknown field", '{\n\n  "b.example": {"tier": "low", "why": "x"}\n}', 3],
    ["what is no domain", '{\n  "just words": "low"\n}', 2],
    ["broken JSON", '{\n  "a.example": "low",\n  oops\n}', 3],
    ["an end that comes too early", '{\n  "a.example": "low"', 2],
    ["a list", '["a.example"]', 1],
  ])("names the file and the line of %s", (_, text, line) => {
    expect(failure(text)).toEqual([
      "CONFIG_INVALID",
      `Cannot read the authority list list.json, line ${line}.`,
    ]);
  });
});
