import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readArguments, readStrictJson, withoutFence } from "./read-arguments.ts";

const whole = { isCut: false };

describe("readArguments", () => {
  test("takes JSON as it is and nothing as no arguments", () => {
    expect(readArguments('{"a": 1.0}', whole)).toEqual({ input: { a: 1 } });
    expect(readArguments("[1]", whole)).toEqual({ input: [1] });
    expect(readArguments(" \n", whole)).toEqual({ input: {} });
  });

  test("repairs objects, inside a code fence or a JSON string too", () => {
    const repaired = { input: { a: "x" }, repaired: true };
    expect(readArguments("{'a': 'x'}", whole)).toEqual(repaired);
    expect(readArguments('```json\n{"a": "x"}\n```', whole)).toEqual(repaired);
    expect(readArguments('"{\\"a\\": \\"x\\"}"', whole)).toEqual(repaired);
  });

  test("keeps the string where only a guess would help", () => {
    for (const written of ["search tides", "['a',]", '{"a": "cut', '"a string"x', "{} {}"]) {
      expect(readArguments(written, whole)).toEqual({ input: written });
    }
    expect(readArguments('"a string"', whole)).toEqual({ input: "a string" });
  });

  test("does not finish what the model was stopped from writing", () => {
    const written = '{"action": "write", "lines": ["one"';
    expect(readArguments(written, whole)).toMatchObject({ input: { lines: ["one"] }, repaired: true });
    expect(readArguments(written, { isCut: true })).toEqual({ input: written });
    expect(readArguments("{'a': 1}", { isCut: true })).toMatchObject({ repaired: true });
  });

  test("keeps JSON that is nested beyond reason as the string that it is", () => {
    const deep = `{"a": ${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    expect(readArguments(deep, whole)).toEqual({ input: deep });
    expect(readStrictJson(deep)).toBeUndefined();
  });

  test("never throws, and what it gives can be written as JSON again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.boolean(), (text, isCut) => {
        expect(JSON.stringify(readArguments(`{"a": '${text}`, { isCut }).input)).toBeTypeOf("string");
      }),
      { numRuns: 500 },
    );
  });
});

test("only a fence around all of the text is taken off", () => {
  expect(withoutFence("~~~\nx\n~~~\n")).toBe("x");
  expect(withoutFence("a\n```\nx\n```")).toBe("a\n```\nx\n```");
});
