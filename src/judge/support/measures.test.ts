import { describe, expect, it } from "vitest";
import { aurocOf, balancedAccuracyOf, f1Of, type ScoredCase } from "./measures.ts";

const said = (score: number, isPositive: boolean): ScoredCase => ({
  score,
  isPositive,
  isSaid: score >= 0.5,
});

describe("measures of a scorer", () => {
  const cases = [said(0.9, true), said(0.8, false), said(0.7, true), said(0.2, true), said(0.1, false)];

  it("F1 counts hits against false alarms and misses", () => {
    expect(f1Of(cases)).toBeCloseTo(4 / 6, 12);
    expect(f1Of([said(0.1, true)])).toBe(0);
  });

  it("balanced accuracy is the mean of both shares", () => {
    expect(balancedAccuracyOf(cases)).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12);
  });

  it("the ROC area is the share of pairs in the right order, ties counting half", () => {
    expect(aurocOf(cases)).toBeCloseTo(4 / 6, 12);
    expect(aurocOf([said(0.5, true), said(0.5, false)])).toBe(0.5);
    expect(aurocOf([said(0.5, true)])).toBe(0.5);
  });
});
