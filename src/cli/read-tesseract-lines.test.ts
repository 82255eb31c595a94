import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readTesseractLines } from "./read-tesseract-lines.ts";

const head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";
const word = (line: number, at: number, confidence: number | string, text: string) =>
  `5\t1\t1\t1\t${line}\t${at}\t0\t0\t9\t9\t${confidence}\t${text}`;

test("words of a line stand together, Chinese without spaces, and a line is as sure as its letters", () => {
  const tsv = [
    head,
    "1\t1\t0\t0\t0\t0\t0\t0\t900\t300\t-1\t",
    word(1, 1, 90, "Snow"),
    word(1, 2, 60, "in"),
    word(1, 3, 96.5, "2025"),
    word(2, 1, 80, "积雪"),
    word(2, 2, 70, "深度"),
    word(2, 3, 91, "41"),
    word(3, 1, 95, " "),
  ].join("\n");
  expect(readTesseractLines(tsv)).toEqual([
    { text: "Snow in 2025", confidence: (90 * 4 + 60 * 2 + 96.5 * 4) / 10 },
    { text: "积雪深度 41", confidence: (80 * 2 + 70 * 2 + 91 * 2) / 6 },
  ]);
});

test("any words come out in order with a confidence between the least and the most sure, and any noise is passed over", () => {
  const words = fc.array(
    fc.record({ text: fc.stringMatching(/^[a-z0-9]{1,9}$/), confidence: fc.integer({ min: 0, max: 100 }) }),
    { minLength: 1, maxLength: 9 },
  );
  fc.assert(
    fc.property(words, fc.string(), (line, noise) => {
      const rows = line.map(({ text, confidence }, at) => word(1, at + 1, confidence, text));
      const [read, ...more] = readTesseractLines([head, ...rows].join("\r\n"));
      expect(more).toEqual([]);
      expect(read?.text).toBe(line.map(({ text }) => text).join(" "));
      const sure = line.map(({ confidence }) => confidence);
      expect(read?.confidence).toBeGreaterThanOrEqual(Math.min(...sure) - 1e-9);
      expect(read?.confidence).toBeLessThanOrEqual(Math.max(...sure) + 1e-9);
      expect(() => readTesseractLines(noise)).not.toThrow();
    }),
  );
});
