import fc from "fast-check";
import { expect, test } from "vitest";
import { approximateMatches } from "./approximate-matches.ts";
import { nearMatches } from "./near-matches.ts";

const letters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength, maxLength });

test("finds the same nearest places as a look at the whole text", () => {
  fc.assert(
    fc.property(
      letters(0, 120),
      letters(4, 12),
      fc.integer({ min: 0, max: 2 }),
      (text, pattern, distance) => {
        const nearest = (matches: readonly { distance: number }[]) =>
          Math.min(...matches.map((match) => match.distance));
        const near = nearMatches(text, pattern, distance);
        expect(nearest(near)).toBe(nearest(approximateMatches(text, pattern, distance)));
      },
    ),
    { numRuns: 1000 },
  );
});

test("gives places in the whole text's own offsets", () => {
  const text = `${"~".repeat(500)}The fee is waived${"~".repeat(500)}The fee was waived`;
  expect(nearMatches(text, "The fee is waived", 2)).toEqual([
    { start: 500, end: 517, distance: 0 },
    { start: 1017, end: 1035, distance: 2 },
  ]);
});
