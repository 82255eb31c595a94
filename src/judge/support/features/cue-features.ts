import { type SentenceView, sum } from "../alignment.ts";
import { countCues, cueKinds } from "../language/cues.ts";
import { type ClaimPair, rankSentences } from "./claim-pair.ts";

/** Words that turn, weaken or widen a sentence: in the claim, in the evidence, around what both share. */
export const cueFeatureNames: readonly string[] = [
  ...cueKinds.flatMap((kind) => [
    `cue.${kind}.claim`,
    `cue.${kind}.sentence`,
    `cue.${kind}.difference`,
    `cue.${kind}.near`,
    `cue.${kind}.added`,
  ]),
  "cue.sign.claim",
  "cue.sign.best",
  "cue.sign.agrees",
  "cue.sign.agrees-three",
  "cue.sign.agrees-most",
  "cue.sign.agrees-least",
];

/** Words around the shared ones: what is said of the same things. */
const reach = 4;

/** Values of `cueFeatureNames`. */
export function cueFeatures(pair: ClaimPair): readonly number[] {
  const { claim, best } = pair;
  const own = countCues(claim.text, claim.sequence);
  const other = countCues(best.text, best.sequence);
  const near = countCues("", nearShared(claim, best));
  const addedKeys = claim.sequence.filter((key) => !best.keys.has(key));
  const added = countCues(addedKeys.join(" "), addedKeys);
  const signs = topSentences(pair).map((sentence) => signOf(nearShared(claim, sentence)));
  const claimSign = signOf(claim.sequence);
  return [
    ...cueKinds.flatMap((_, kind) => [
      Math.min(4, own[kind] ?? 0),
      Math.min(4, other[kind] ?? 0),
      (own[kind] ?? 0) - (other[kind] ?? 0),
      Math.min(4, near[kind] ?? 0),
      Math.min(4, added[kind] ?? 0),
    ]),
    claimSign,
    signs[0] ?? 0,
    claimSign * (signs[0] ?? 0),
    claimSign * sum(signs),
    Math.max(-1, ...signs.map((sign) => claimSign * sign)),
    Math.min(1, ...signs.map((sign) => claimSign * sign)),
  ];
}

/** Whether words speak of more (1) or of less (-1) of something, turned round by each negation; 0 for neither. */
function signOf(keys: readonly string[]): number {
  const counts = countCues(keys.join(" "), keys);
  const of = (kind: (typeof cueKinds)[number]): number => counts[cueKinds.indexOf(kind)] ?? 0;
  return Math.sign(of("more") - of("less")) * (of("negation") % 2 === 1 ? -1 : 1);
}

/** The sentences that have most of the claim, best first. */
function topSentences(pair: ClaimPair): readonly SentenceView[] {
  const others = rankSentences(pair).flatMap(({ sentence }) => (sentence === pair.best ? [] : [sentence]));
  return [pair.best, ...others.slice(0, 2)];
}

function nearShared(claim: SentenceView, sentence: SentenceView): readonly string[] {
  const places = sentence.sequence.flatMap((key, index) => (claim.content.has(key) ? [index] : []));
  return sentence.sequence.filter((_, index) => places.some((place) => Math.abs(place - index) <= reach));
}
