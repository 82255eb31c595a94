import fc from "fast-check";
import { expect, test } from "vitest";
import { snippet } from "./snippet.ts";

const weights = new Map([
  ["passport", 2],
  ["renew", 3],
  ["护照", 2],
  ["遗失", 3],
]);

test("a short passage is shown whole", () => {
  expect(snippet("  Renew a passport by mail. ", weights)).toBe("Renew a passport by mail.");
});

test("of a long one the sentences are shown that say most, uncut", () => {
  const filler = "The weather was fine all over the country that week. ".repeat(10);
  expect(snippet(`${filler}To renew a passport, send it by mail. ${filler}`, weights)).toContain(
    "To renew a passport, send it by mail.",
  );
  const padding = "本法自公布之日起施行，由国务院有关部门负责解释和说明。".repeat(14);
  const found = snippet(`${padding}护照遗失的，应当立即报案。${padding}`, weights);
  expect(found).toContain("护照遗失的，应当立即报案。");
  expect(found.endsWith("。")).toBe(true);
});

test("a sentence longer than that is cut around the matches, and says so", () => {
  const words = "and the people of the town went on and on about it ".repeat(10);
  const found = snippet(`${words}how to renew a passport ${words}`, weights);
  expect(found).toContain("renew a passport");
  expect(found.startsWith("… ")).toBe(true);
  expect(found.endsWith(" …")).toBe(true);
});

test("is a part of the passage and never much longer than 300 characters, for any text", () => {
  const piece = fc.constantFrom(
    "renew ",
    "passport",
    "。",
    ". ",
    "护照",
    "遗失",
    "\n",
    "- ",
    "word ",
    "x".repeat(90),
    "𠮷",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      const text = pieces.join("");
      const shown = snippet(text, weights);
      expect(shown.length).toBeLessThanOrEqual(310);
      expect(text).toContain(shown.replace(/^… /, "").replace(/ …$/, ""));
    }),
    { numRuns: 300 },
  );
});
