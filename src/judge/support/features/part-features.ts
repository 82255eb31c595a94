import { align, coverageOf, sum } from "../alignment.ts";
import { sentenceView } from "../evidence.ts";
import { subClaimsOf } from "../sub-claims.ts";
import { type ClaimPair, share } from "./claim-pair.ts";

/** Support of the claim's parts one by one, and of the names in it. */
export const partFeatureNames = [
  "part.count",
  "part.least",
  "part.mean",
  "part.least-window",
  "part.weak-share",
  "name.count",
  "name.all",
  "name.window",
  "name.sentence",
  "name.missing",
  "name.other",
] as const;

/** From here on a part counts as covered. */
const wellCovered = 0.6;

/** Values of `partFeatureNames`. */
export function partFeatures(pair: ClaimPair): readonly number[] {
  return [...partsOf(pair), ...namesOf(pair)];
}

function partsOf({ claim, view, joined, rarity }: ClaimPair): readonly number[] {
  const parts = subClaimsOf(claim.text)
    .map(sentenceView)
    .filter(({ content }) => content.size > 0);
  const covered = parts.map((part) => align(part, view.sentences, rarity).coverage.sentence);
  const near = parts.map((part) => {
    const weights = new Map([...part.content].map((term) => [term, rarity(term)]));
    return coverageOf(weights, [joined]) / (sum(weights.values()) || 1);
  });
  const count = Math.max(1, covered.length);
  return [
    covered.length,
    Math.min(1, ...covered),
    sum(covered) / count,
    Math.min(1, ...near),
    covered.filter((value) => value < wellCovered).length / count,
  ];
}

function namesOf({ claim, view, best, joined }: ClaimPair): readonly number[] {
  const { names } = claim;
  const inAny = (term: string): boolean =>
    view.title.keys.has(term) || view.sentences.some(({ keys }) => keys.has(term));
  return [
    names.size,
    names.size === 0 ? 1 : share(names, inAny),
    names.size === 0 ? 1 : share(names, (term) => joined.keys.has(term)),
    names.size === 0 ? 1 : share(names, (term) => best.keys.has(term)),
    [...names].filter((term) => !inAny(term)).length,
    [...best.names].filter((term) => !claim.keys.has(term)).length,
  ];
}
