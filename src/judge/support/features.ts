import type { SupportEvidence } from "./evidence.ts";
import { readClaimPair } from "./features/claim-pair.ts";
import { coverageFeatureNames, coverageFeatures } from "./features/coverage-features.ts";
import { cueFeatureNames, cueFeatures } from "./features/cue-features.ts";
import { numberFeatureNames, numberFeatures } from "./features/number-features.ts";
import { partFeatureNames, partFeatures } from "./features/part-features.ts";
import { shapeFeatureNames, shapeFeatures } from "./features/shape-features.ts";
import { wordingFeatureNames, wordingFeatures } from "./features/wording-features.ts";
import type { Rarity } from "./term-rarity.ts";

/** Names of the features, in the order of a row. */
export const featureNames: readonly string[] = [
  ...coverageFeatureNames,
  ...wordingFeatureNames,
  ...partFeatureNames,
  ...numberFeatureNames,
  ...shapeFeatureNames,
  ...cueFeatureNames,
];

/** A claim and its evidence in numbers. Pure; the same for every claim of one text and evidence. */
export function featuresOf(claim: string, evidence: SupportEvidence, rarity: Rarity): Float64Array {
  const pair = readClaimPair(claim, evidence, rarity);
  return Float64Array.from([
    ...coverageFeatures(pair),
    ...wordingFeatures(pair),
    ...partFeatures(pair),
    ...numberFeatures({
      claim,
      sentence: pair.best.text,
      window: pair.joined.text,
      whole: pair.view.sentences.map((sentence) => sentence.text).join("\n"),
    }),
    ...shapeFeatures(pair),
    ...cueFeatures(pair),
  ]);
}
