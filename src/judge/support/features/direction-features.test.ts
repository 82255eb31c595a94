import { expect, it } from "vitest";
import { directionFeatureNames, directionFeatures } from "./direction-features.ts";
import { readClaimPair } from "./claim-pair.ts";

const value = (name: string, claim: string, text: string): number =>
  directionFeatures(readClaimPair(claim, { text }, () => 1))[directionFeatureNames.indexOf(name)] ??
  Number.NaN;

it.each([
  ["Statins decrease the risk of fractures.", "Statins reduced the risk of fractures.", 1],
  ["Statins decrease the risk of fractures.", "Statins did not reduce the risk of fractures.", -1],
  ["Alk3 drives fibrosis.", "Deletion of Alk3 increased fibrosis.", -1],
  ["Alk3 drives fibrosis.", "Deletion of Alk3 reduced fibrosis.", 1],
  ["药物不减少风险。", "药物减少风险。", -1],
])("%s / %s: turned the same way or not", (claim, text, wanted) => {
  expect(Math.sign(value("direction.any.agrees-best", claim, text))).toBe(wanted);
});

it("counts a sentence about something else hardly at all", () => {
  const text = "Statins reduced the risk of fractures. Snow did not fall in Ghent.";
  expect(value("direction.stated.agrees", "Statins reduce the risk of fractures.", text)).toBeGreaterThan(
    0.9,
  );
});

it("has a value for every name", () => {
  const pair = readClaimPair("A claim.", { text: "" }, () => 1);
  expect(directionFeatures(pair)).toHaveLength(directionFeatureNames.length);
});
