import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../core/json.ts";
import { readLenientJson } from "./lenient-json.ts";

const read = (text: string, allowsMissingEnd = true): JsonValue | undefined =>
  readLenientJson(text, { allowsMissingEnd });

describe("readLenientJson", () => {
  test("reads JSON as JSON.parse does", () => {
    const key = fc.string({ unit: fc.constantFrom(..."abc_- '9查".split("")), maxLength: 20 });
    const values = [
      fc.string({ unit: "binary" }),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constant(null),
    ];
    fc.assert(
      fc.property(
        fc.object({ key, values, maxDepth: 3, withNullPrototype: false }),
        fc.nat(2),
        (value, indent) => {
          const written = JSON.stringify(value, undefined, indent);
          expect(read(written, false)).toEqual(JSON.parse(written));
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each<[string, string, JsonValue]>([
    [
      "single quotes and Python literals",
      "{'q': 'it''s', 'a': True, 'b': None}",
      { q: "it''s", a: true, b: null },
    ],
    ["an apostrophe in single quotes", "{'q': 'it's so'}", { q: "it's so" }],
    ["trailing and doubled commas", '{"a": [1, 2,,], }', { a: [1, 2] }],
    ["absent commas", '{"a": "x"\n"b": 2 "c": [1 2]}', { a: "x", b: 2, c: [1, 2] }],
    ["line breaks in strings", '{"a": "one\n\ttwo"}', { a: "one\n\ttwo" }],
    ["keys without quotes", "{action: 'read', max_bytes: 3}", { action: "read", max_bytes: 3 }],
    [
      "full-width punctuation outside strings",
      '｛"a"：1，"b"：［"，：｝"、2］｝',
      { a: 1, b: ["，：｝", 2] },
    ],
    ["typographic quotes", "{“a”：“say “hi” now”, ‘b’: ＂c＂}", { a: "say “hi” now", b: "c" }],
    [
      "quotes that are not escaped",
      '{"a": "the "big" one, "so", ok", "b": "5" disk"}',
      { a: 'the "big" one, "so", ok', b: '5" disk' },
    ],
    [
      "backslashes that are not escaped",
      '{"a": "\\cite{web_1} \\d+ C:\\x \\u12",}',
      { a: "\\cite{web_1} \\d+ C:\\x \\u12" },
    ],
    ["triple quotes", '{"a": """one\n"two" """, \'b\': \'\'\'c\'\'\'}', { a: 'one\n"two" ', b: "c" }],
    ["an empty string beside another", '{"a": "","b": ""}}', { a: "", b: "" }],
    ["closing brackets that are absent", '{"a": {"b": [1, "x"', { a: { b: [1, "x"] } }],
    ["a closing bracket too many", '{"a": 1}}', { a: 1 }],
    ["a key that is no property name", '{"__proto__": {"a": 1},}', JSON.parse('{"__proto__": {"a": 1}}')],
  ])("repairs %s", (_, text, value) => {
    expect(read(text)).toEqual(value);
    expect(Object.getPrototypeOf(read(text))).toBe(Object.prototype);
  });

  test.each([
    ["a string that is cut off", '{"a": "cut he'],
    ["a key without its value", '{"a":'],
    ["words without quotes", "{a: search tides}"],
    ["half a literal", '{"a": tru'],
    ["numbers that are none", '{"a": 01, "b": 1.}'],
    ["two values", '{"a": 1}\n{"b": 2}'],
    ["text around the value", 'Sure: {"a": 1}'],
    ["a key given twice, as in a string with JSON in it", '{"a": "x "b", "a": "c"}'],
    ["another structure hidden in a string", '{"content": "{"action": "write", "path": "x"}"}'],
    ["values nested beyond reason", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ])("refuses %s", (_, text) => {
    expect(read(text)).toBeUndefined();
  });

  test("closes brackets only where it may", () => {
    expect(read('{"a": [1, 2]', true)).toEqual({ a: [1, 2] });
    expect(read('{"a": [1, 2]', false)).toBeUndefined();
  });

  test("ends on any text, with a value or without", () => {
    const noise = fc.array(fc.constantFrom(..."{}[]:,\"'\\“”：｛ \n1eat-`".split("")), { maxLength: 60 });
    fc.assert(
      fc.property(noise, (characters) => {
        const value = read(characters.join(""));
        expect(value === undefined || JSON.stringify(value) !== undefined).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});
