import type { SupportEvidence } from "./evidence.ts";
import { type ClaimPair, readClaimPair } from "./features/claim-pair.ts";
import { coverageFeatureNames, coverageFeatures } from "./features/coverage-features.ts";
import { cueFeatureNames, cueFeatures } from "./features/cue-features.ts";
import { directionFeatureNames, directionFeatures } from "./features/direction-features.ts";
import { numberFeatureNames, numberFeatures } from "./features/number-features.ts";
import { partFeatureNames, partFeatures } from "./features/part-features.ts";
import { shapeFeatureNames, shapeFeatures } from "./features/shape-features.ts";
import { wordingFeatureNames, wordingFeatures } from "./features/wording-features.ts";
import { type CharacterTraces, characterTraces } from "./odds/character-slots.ts";
import type { Rarity } from "./term-rarity.ts";

/** Names of the features, in the order of a row. */
export const featureNames: readonly string[] = [
  ...coverageFeatureNames,
  ...wordingFeatureNames,
  ...partFeatureNames,
  ...numberFeatureNames,
  ...shapeFeatureNames,
  ...cueFeatureNames,
  ...directionFeatureNames,
];

/** Pairs whose thresholds are apart: Chinese claims, and others by whether the evidence is one sentence or more. */
export type PairKind = "chinese" | "sentence" | "passage";

/** A claim and its evidence as a model reads them. */
export interface PairReading {
  readonly kind: PairKind;
  /** Values of `featureNames`. */
  readonly row: readonly number[];
  /** What the learned odds are asked about. */
  readonly traces: CharacterTraces;
}

/** Reads a claim against its evidence. Pure. */
export function readPair(claim: string, evidence: SupportEvidence, rarity: Rarity): PairReading {
  const pair = readClaimPair(claim, evidence, rarity);
  return { kind: kindOf(pair), row: rowOf(pair), traces: characterTraces(pair.claim, pair.joined) };
}

function kindOf({ claim, view }: ClaimPair): PairKind {
  if (/\p{Script=Han}/u.test(claim.text)) return "chinese";
  return view.sentences.length === 1 ? "sentence" : "passage";
}

function rowOf(pair: ClaimPair): readonly number[] {
  return [
    ...coverageFeatures(pair),
    ...wordingFeatures(pair),
    ...partFeatures(pair),
    ...numberFeatures({
      claim: pair.claim.text,
      sentence: pair.best.text,
      window: pair.joined.text,
      whole: pair.view.sentences.map((sentence) => sentence.text).join("\n"),
    }),
    ...shapeFeatures(pair),
    ...cueFeatures(pair),
    ...directionFeatures(pair),
  ];
}
