import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { TextRun } from "../page/text-run.ts";
import { readingRegions } from "./reading-order.ts";

const run = fc
  .record({
    x0: fc.integer({ min: 0, max: 550 }),
    width: fc.integer({ min: 1, max: 550 }),
    y: fc.integer({ min: 0, max: 800 }),
    size: fc.integer({ min: 1, max: 40 }),
  })
  .map(
    ({ x0, width, y, size }): TextRun => ({ text: "words of text", x0, x1: x0 + width, y, size, font: "F1" }),
  );

it("puts every run into exactly one region, wherever runs stand", () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 60 }), (runs) => {
      const placed = readingRegions(runs).flatMap((region) => region.runs);
      expect(placed.length).toBe(runs.length);
      expect(new Set(placed)).toEqual(new Set(runs));
    }),
  );
});

it("reads three columns from left to right", () => {
  const column = (x0: number): readonly TextRun[] =>
    Array.from({ length: 20 }, (_, line) => ({
      text: `${x0} ${line}`,
      x0,
      x1: x0 + 150,
      y: 100 + 12 * line,
      size: 10,
      font: "F1",
    }));
  const columns = [60, 222, 384].map(column);
  const shuffled = columns.flat().toSorted((a, b) => a.y - b.y);
  expect(readingRegions(shuffled).map((region) => region.runs)).toEqual(columns);
});

it("bounds its work on a page of a hundred thousand scattered runs", () => {
  const runs = Array.from({ length: 100_000 }, (_, at) => ({
    text: "x",
    x0: (at * 37) % 500,
    x1: ((at * 37) % 500) + 5,
    y: (at * 11) % 800,
    size: 5,
    font: "F1",
  }));
  expect(readingRegions(runs)).toHaveLength(1);
});
