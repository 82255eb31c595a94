import { countOpposites } from "../language/opposites.ts";
import type { ClaimPair } from "./claim-pair.ts";

/** Lengths, places and language, and words whose opposite stands in the evidence. */
export const shapeFeatureNames = [
  "shape.claim-words",
  "shape.claim-content",
  "shape.sentences",
  "shape.sentence-words",
  "shape.length-ratio",
  "shape.place",
  "shape.from-end",
  "shape.chinese",
  "shape.claim-rarity",
  "shape.opposites-sentence",
  "shape.opposites-window",
] as const;

/** Values of `shapeFeatureNames`. */
export function shapeFeatures({ claim, view, alignment, best, joined }: ClaimPair): readonly number[] {
  const count = view.sentences.length;
  return [
    Math.min(60, claim.sequence.length),
    claim.content.size,
    Math.log2(1 + count),
    Math.min(100, best.sequence.length),
    Math.min(4, claim.sequence.length / Math.max(1, best.sequence.length)),
    count < 2 ? 0.5 : alignment.best / (count - 1),
    Math.min(10, count - 1 - alignment.best),
    /\p{Script=Han}/u.test(claim.text) ? 1 : 0,
    alignment.total / Math.max(1, claim.content.size),
    countOpposites(claim, best),
    countOpposites(claim, joined),
  ];
}
