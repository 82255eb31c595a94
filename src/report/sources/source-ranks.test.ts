import fc from "fast-check";
import { expect, test } from "vitest";
import { sampleDocument } from "../fixtures/sample-input.ts";
import { SourceRanks } from "./source-ranks.ts";

const [a, b, c] = ["a", "b", "c"].map(
  (name) => sampleDocument(`# ${name}\n\nText of ${name}.`, { url: `https://${name}.example/` }).source,
);
if (a === undefined || b === undefined || c === undefined) throw new Error("there are three");

test("the best source is the one that searches ranked best together, the first of equals", () => {
  const ranks = new SourceRanks();
  expect(ranks.best).toBeUndefined();
  ranks.see([]);
  ranks.see([a, b, c]);
  expect(ranks.best).toBe(a);
  ranks.see([b, a, c]);
  expect(ranks.best).toBe(a);
  ranks.see([b]);
  expect(ranks.best).toBe(b);
});

test("many passages of one source in one search count once", () => {
  const ranks = new SourceRanks();
  ranks.see([a, b, b, b, b]);
  expect(ranks.best).toBe(a);
});

test("what was found by nothing is never the best, what was found always has one", () => {
  const source = fc.constantFrom(a, b, c);
  fc.assert(
    fc.property(fc.array(fc.array(source, { maxLength: 6 }), { maxLength: 6 }), (searches) => {
      const ranks = new SourceRanks();
      for (const found of searches) ranks.see(found);
      if (searches.flat().length === 0) expect(ranks.best).toBeUndefined();
      else expect(searches.flat()).toContain(ranks.best);
    }),
  );
});
