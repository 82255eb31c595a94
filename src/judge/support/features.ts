import type { SupportEvidence } from "./evidence.ts";
import { anchorFeatureNames, anchorFeatures } from "./features/anchor-features.ts";
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
  ...anchorFeatureNames,
];

/** Whether a feature compares what claim and evidence say of the same things, and not how much of it they share. */
export function comparesDirections(name: string): boolean {
  if (/\.(?:claim|count)$/u.test(name)) return false;
  return /^(?:cue|direction|anchor|number|name|odds|shape\.opposites|shape\.sentences$|wording\.disorder)/u.test(
    name,
  );
}

/** Pairs whose thresholds are apart: Chinese claims, and others by how long the evidence is. */
export type PairKind = "chinese" | "sentence" | "passage" | "page";

/** Sentences of the longest passage; more are a page. */
const longestPassage = 20;

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
  if (view.sentences.length === 1) return "sentence";
  return view.sentences.length > longestPassage ? "page" : "passage";
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
    ...anchorFeatures(pair),
  ];
}
