import { expect, test } from "vitest";
import { reciprocalRank } from "./reciprocal-rank.ts";

test("the first place adds most, and two middling places more than one first", () => {
  expect(reciprocalRank(0)).toBe(1 / 61);
  expect(reciprocalRank(0)).toBeGreaterThan(reciprocalRank(1));
  expect(2 * reciprocalRank(20)).toBeGreaterThan(reciprocalRank(0));
});
