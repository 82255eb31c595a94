import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../core/seeded-random.ts";
import { bootstrap, bootstrapMean, mean } from "./bootstrap.ts";

test("the same seed gives the same interval, another seed another", () => {
  const values = Array.from({ length: 40 }, (_, index) => Math.sin(index));
  expect(bootstrapMean(values, { seed: 7 })).toEqual(bootstrapMean(values, { seed: 7 }));
  expect(bootstrapMean(values, { seed: 7 }).low).not.toBe(bootstrapMean(values, { seed: 8 }).low);
});

test("the interval holds the value and lies within the range of the cases", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 40 }),
      (values) => {
        const { value, low, high } = bootstrapMean(values, { resamples: 200 });
        expect(value).toBeCloseTo(mean(values), 10);
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      },
    ),
  );
});

test("the interval of a mean covers the true mean about as often as it says", () => {
  const random = seededRandom(3);
  let covered = 0;
  for (let trial = 0; trial < 200; trial += 1) {
    const values = Array.from({ length: 50 }, () => random());
    const { low, high } = bootstrapMean(values, { seed: trial, resamples: 300 });
    if (low <= 0.5 && high >= 0.5) covered += 1;
  }
  expect(covered).toBeGreaterThan(180);
  expect(covered).toBeLessThan(200);
});

test("one case or none gives an interval without width", () => {
  expect(bootstrapMean([0.4])).toEqual({ value: 0.4, low: 0.4, high: 0.4 });
  expect(bootstrapMean([])).toEqual({ value: 0, low: 0, high: 0 });
});

test("any statistic of cases can be resampled", () => {
  const cases = Array.from({ length: 20 }, (_, index) => ({ right: index % 4 === 0 }));
  const rate = bootstrap(cases, (sample) => mean(sample.map((one) => (one.right ? 1 : 0))));
  expect(rate.value).toBe(0.25);
  expect(rate.low).toBeLessThan(0.25);
});
