import { expect, it } from "vitest";
import { isNamedLikeExport, percentile, sizeReport } from "./sizes.ts";

it("takes percentiles of what is there, and zero of nothing", () => {
  expect([0, 0.5, 0.9, 1].map((share) => percentile([5, 1, 3, 2, 4], share))).toEqual([1, 3, 5, 5]);
  expect(percentile([], 0.5)).toBe(0);
});

it("compares a file's name with its exports whatever their case", () => {
  expect(isNamedLikeExport("src/core/parse-query.ts", ["Other", "parseQuery"])).toBe(true);
  expect(isNamedLikeExport("src/core/parse-query.ts", ["parse"])).toBe(false);
});

it("reports the source of this project", () => {
  const report = sizeReport();
  expect(report.files).toBeGreaterThan(20);
  expect(report.medianLines).toBeLessThanOrEqual(report.p90Lines);
  expect(report.p90Lines).toBeLessThanOrEqual(report.maxLines);
});
