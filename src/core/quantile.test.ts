import fc from "fast-check";
import { expect, test } from "vitest";
import { median, quantile } from "./quantile.ts";

test("a quantile is the value with that share of the values below it", () => {
  expect([0, 0.1, 0.5, 0.95, 1].map((share) => quantile([5, 1, 4, 2, 3, 6, 7, 8, 9, 10], share))).toEqual([
    1, 2, 6, 10, 10,
  ]);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(3);
  expect(median([])).toBe(0);
});

test("a quantile is one of the values, rises with its share and leaves the values alone", () => {
  const values = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 30 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(values, share, share, (numbers, one, other) => {
      const before = [...numbers];
      const [low, high] = [quantile(numbers, Math.min(one, other)), quantile(numbers, Math.max(one, other))];
      expect(numbers).toContain(low);
      expect(low).toBeLessThanOrEqual(high);
      expect(numbers).toEqual(before);
    }),
  );
});
