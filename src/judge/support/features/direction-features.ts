import { countDirections, type DirectionKind, directionKinds } from "../language/directions.ts";
import { type ClaimPair, rankSentences, sentenceWeight, weightedMean } from "./claim-pair.ts";

/** Words that turn a statement round, in sets: an even number of turns leaves its direction. */
const turns: Readonly<Record<string, readonly DirectionKind[]>> = {
  any: ["less", "negation", "loss"],
  stated: ["less", "negation"],
  less: ["less"],
  negation: ["negation"],
};

/** Whether claim and evidence point the same way: more or less of something, turned round or not. */
export const directionFeatureNames: readonly string[] = [
  ...Object.keys(turns).flatMap((name) => [
    `direction.${name}.agrees`,
    `direction.${name}.agrees-best`,
    `direction.${name}.agrees-three`,
  ]),
  "direction.claim",
  "direction.evidence",
  "direction.agrees",
  "direction.agrees-last",
  ...directionKinds.flatMap((kind) => [
    `direction.${kind}.claim`,
    `direction.${kind}.mean`,
    `direction.${kind}.best`,
    `direction.${kind}.last`,
    `direction.${kind}.title`,
    `direction.${kind}.difference`,
  ]),
];

/** Sentences that are read for their direction: those that have most of the claim. */
const mostSentences = 10;

interface Directed {
  readonly counts: readonly number[];
  readonly weight: number;
}

/** Values of `directionFeatureNames`. */
export function directionFeatures(pair: ClaimPair): readonly number[] {
  const { claim, view } = pair;
  const own = countDirections(claim.text);
  const sentences = rankSentences(pair)
    .slice(0, mostSentences)
    .map((one): Directed => ({ counts: countDirections(one.sentence.text), weight: sentenceWeight(one) }));
  const last = countDirections(view.sentences.at(-1)?.text ?? "");
  const mean = (value: (counts: readonly number[]) => number): number =>
    weightedMean(sentences, ({ counts }) => value(counts));
  const agreements = Object.values(turns).flatMap((kinds) => {
    const agrees = (counts: readonly number[]): number => turned(own, kinds) * turned(counts, kinds);
    const best = sentences.slice(0, 3).map(({ counts }) => agrees(counts));
    return [mean(agrees), best[0] ?? 0, best.reduce((sum, value) => sum + value, 0)];
  });
  const title = countDirections(view.title.text);
  const evidence = mean(directionOf);
  const claimed = directionOf(own);
  return [
    ...agreements,
    claimed,
    evidence,
    claimed * evidence,
    claimed * directionOf(last),
    ...directionKinds.flatMap((_, kind) => [
      at(own, kind),
      mean((counts) => at(counts, kind)),
      at(sentences[0]?.counts ?? [], kind),
      at(last, kind),
      at(title, kind),
      mean((counts) => Math.min(1, at(counts, kind))) - Math.min(1, at(own, kind)),
    ]),
  ];
}

function at(counts: readonly number[], kind: number): number {
  return counts[kind] ?? 0;
}

function countOf(counts: readonly number[], kind: DirectionKind): number {
  return at(counts, directionKinds.indexOf(kind));
}

/** -1 where an odd number of words of these kinds turns the statement, else 1. */
function turned(counts: readonly number[], kinds: readonly DirectionKind[]): number {
  return kinds.reduce((sum, kind) => sum + countOf(counts, kind), 0) % 2 === 1 ? -1 : 1;
}

/** Whether more (1) or less (-1) is spoken of, turned by negations; 0 for neither. */
function directionOf(counts: readonly number[]): number {
  const sign = Math.sign(countOf(counts, "more") - countOf(counts, "less"));
  return sign * turned(counts, ["negation"]);
}
