import fc from "fast-check";
import { expect, test } from "vitest";
import { besideBest } from "./brief-relevance.ts";

test("the best passage keeps its relevance and one behind it loses by its score", () => {
  expect(besideBest(0.98, [0.98, 0.9])).toBeCloseTo(0.98);
  expect(besideBest(0.9, [0.98, 0.9])).toBeLessThan(0.5);
});

test("stays between 0 and 1 and keeps the order", () => {
  const relevance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(relevance, { minLength: 2, maxLength: 6 }), (list) => {
      const sorted = list.toSorted((a, b) => a - b);
      const made = sorted.map((one) => besideBest(one, list));
      for (const [index, one] of made.entries()) {
        expect(one).toBeGreaterThanOrEqual(made[index - 1] ?? 0);
        expect(one).toBeLessThanOrEqual(1);
      }
    }),
  );
});
