import { coverageOf, sum } from "../alignment.ts";
import { type ClaimPair, share } from "./claim-pair.ts";

/** How much of the claim the evidence has, and what is missing. */
export const coverageFeatureNames = [
  "cover.sentence",
  "cover.window",
  "cover.three",
  "cover.all",
  "cover.second",
  "cover.with-title",
  "cover.title",
  "cover.plain-sentence",
  "cover.plain-window",
  "cover.plain-all",
  "cover.gain-window",
  "cover.gain-all",
  "cover.mean-three",
  "cover.last",
  "cover.half-count",
  "missing.all-heaviest",
  "missing.all-count",
  "missing.window-heaviest",
  "missing.window-count",
  "missing.window-second",
  "missing.sentence-heaviest",
  "missing.sentence-count",
] as const;

/** Values of `coverageFeatureNames`. */
export function coverageFeatures(pair: ClaimPair): readonly number[] {
  return [...covered(pair), ...missing(pair)];
}

function covered({ claim, view, alignment, best, window, joined }: ClaimPair): readonly number[] {
  const { sentence, window: near, three, all, second } = alignment.coverage;
  const { weights, total } = alignment;
  const inAny = (term: string): boolean => view.sentences.some(({ content }) => content.has(term));
  return [
    sentence,
    near,
    three,
    all,
    second,
    coverageOf(weights, [...window, view.title]) / total,
    coverageOf(weights, [view.title]) / total,
    share(claim.content, (term) => best.content.has(term)),
    share(claim.content, (term) => joined.content.has(term)),
    share(claim.content, inAny),
    near - sentence,
    all - near,
    sum(alignment.shares.toSorted((a, b) => b - a).slice(0, 3)) / 3,
    alignment.shares.at(-1) ?? 0,
    Math.min(10, alignment.shares.filter((value) => value > 0.5).length),
  ];
}

function missing({ view, alignment, best, joined }: ClaimPair): readonly number[] {
  const lacking = (present: (term: string) => boolean): readonly number[] =>
    [...alignment.weights]
      .filter(([term]) => !present(term))
      .map(([, weight]) => weight)
      .toSorted((a, b) => b - a);
  const all = lacking((term) => view.sentences.some(({ content }) => content.has(term)));
  const near = lacking((term) => joined.content.has(term) || view.title.content.has(term));
  const sentence = lacking((term) => best.content.has(term));
  return [
    all[0] ?? 0,
    all.length,
    near[0] ?? 0,
    near.length,
    near[1] ?? 0,
    sentence[0] ?? 0,
    sentence.length,
  ];
}
