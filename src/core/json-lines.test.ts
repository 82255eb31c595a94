import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseJsonLines } from "./json-lines.ts";

const row = z.object({ id: z.string() });

test("every line is a row, empty ones are passed over", () => {
  expect(parseJsonLines('{"id":"a"}\n\n{"id":"b","more":1}\r\n', row, "rows")).toEqual([
    { id: "a" },
    { id: "b" },
  ]);
  expect(parseJsonLines("", row, "rows")).toEqual([]);
});

test("a line that is no row is named with what is wrong with it", () => {
  expect(() => parseJsonLines('{"id":"a"}\n\n{"id":1}\n', row, "rows.jsonl")).toThrow(
    /^line 3 of rows\.jsonl: .*expected string.*id/,
  );
  expect(() => parseJsonLines("{id}\n", row, "rows.jsonl")).toThrow(/^line 1 of rows\.jsonl: .*JSON/);
});

test("what was written one value a line is read again", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (values) => {
      const text = values.map((value) => `${JSON.stringify(value)}\n`).join("");
      expect(parseJsonLines(text, z.unknown(), "rows")).toEqual(JSON.parse(JSON.stringify(values)));
    }),
  );
});
