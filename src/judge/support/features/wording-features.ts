import {
  commonRun,
  commonSubsequence,
  disorder,
  gramCoverage,
  lettersOf,
  type SentenceView,
  sum,
} from "../alignment.ts";
import { type ClaimPair, share } from "./claim-pair.ts";

/** How far the claim is in the words of the evidence, down to its letters. */
export const wordingFeatureNames = [
  "wording.subsequence",
  "wording.run",
  "wording.run-share",
  "wording.bigrams-window",
  "wording.bigrams-all",
  "wording.grams2-sentence",
  "wording.grams3-sentence",
  "wording.grams4-window",
  "wording.grams4-all",
  "wording.reverse",
  "wording.disorder",
  "wording.prefix-window",
  "wording.prefix-missing",
  "wording.letters-sentence",
  "wording.letters-missing",
] as const;

/** Sentences are compared letter by letter up to here. */
const longestLetters = 600;

/** Values of `wordingFeatureNames`. */
export function wordingFeatures({ claim, view, alignment, best, joined }: ClaimPair): readonly number[] {
  const run = commonRun(claim.sequence, joined.sequence);
  const length = Math.max(1, claim.sequence.length);
  const whole = view.sentences.map((sentence) => sentence.text).join(" ");
  const prefixes = new Set([...joined.content, ...view.title.content].map(prefixOf));
  const lacking = [...alignment.weights].filter(([term]) => !joined.content.has(term));
  const softly = lacking.filter(([term]) => prefixes.has(prefixOf(term)));
  const ownLetters = lettersOf(claim.text);
  const bestLetters = lettersOf(best.text).slice(0, longestLetters);
  const letters = commonSubsequence(Array.from(ownLetters), Array.from(bestLetters));
  const softWeight = sum(softly.map(([, weight]) => weight)) / alignment.total;
  return [
    commonSubsequence(claim.sequence, best.sequence) / length,
    Math.min(20, run),
    run / length,
    bigramShare(claim.sequence, [joined]),
    bigramShare(claim.sequence, view.sentences),
    gramCoverage(claim.text, best.text, 2),
    gramCoverage(claim.text, best.text, 3),
    gramCoverage(claim.text, joined.text, 4),
    gramCoverage(claim.text, whole, 4),
    share(best.content, (term) => claim.content.has(term)),
    disorder(claim, best),
    alignment.coverage.window + softWeight,
    lacking.length - softly.length,
    letters / Math.max(1, ownLetters.length),
    Math.min(30, ownLetters.length - letters),
  ];
}

/** Words that begin alike are often forms of one word that stemming keeps apart. */
function prefixOf(term: string): string {
  return /^\p{Script=Han}/u.test(term) ? term.slice(0, 1) : term.slice(0, 5);
}

function bigramShare(sequence: readonly string[], sentences: readonly SentenceView[]): number {
  if (sequence.length < 2) return 0;
  const present = new Set<string>();
  for (const sentence of sentences) {
    for (let at = 0; at + 1 < sentence.sequence.length; at++)
      present.add(`${sentence.sequence[at]} ${sentence.sequence[at + 1]}`);
  }
  let found = 0;
  for (let at = 0; at + 1 < sequence.length; at++)
    if (present.has(`${sequence[at]} ${sequence[at + 1]}`)) found += 1;
  return found / (sequence.length - 1);
}
