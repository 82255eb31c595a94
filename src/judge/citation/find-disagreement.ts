import { foldText } from "../../report/check/fold-text.ts";
import { matchNumber, numberEvidence } from "../../report/numbers/match-number.ts";
import { readNumbers } from "../../report/numbers/read-numbers.ts";
import { align, coverageOf } from "../support/alignment.ts";
import { readEvidence, sentenceView } from "../support/evidence.ts";
import { countOpposites } from "../support/language/opposites.ts";
import type { Rarity } from "../support/term-rarity.ts";

/** A passage that speaks of the claim's matter and says something else. */
export interface Disagreement {
  readonly citationId: string;
  readonly reason: "number" | "opposite" | "negation";
  /** The sentence that says it. */
  readonly sentence: string;
}

export interface CitedText {
  readonly citationId: string;
  readonly text: string;
}

/** A sentence with this share of the claim's rare words speaks of the same matter. */
const sameMatter = 0.6;

/**
 * Passages cited for one claim that contradict it where another of them bears it out: another number of the same kind,
 * an opposite word, a negation more or less. Compares words only; what it names is for a person to read.
 */
export function findDisagreements(
  claim: string,
  cited: readonly CitedText[],
  rarity: Rarity,
): readonly Disagreement[] {
  const verdicts = cited.map(({ citationId, text }) => ({ citationId, ...compare(claim, text, rarity) }));
  if (!verdicts.some(({ reason, isSame }) => isSame && reason === undefined)) return [];
  return verdicts.flatMap(({ citationId, reason, sentence }) =>
    reason === undefined ? [] : [{ citationId, reason, sentence }],
  );
}

interface Comparison {
  readonly isSame: boolean;
  readonly sentence: string;
  readonly reason?: Disagreement["reason"];
}

function compare(claim: string, text: string, rarity: Rarity): Comparison {
  const view = sentenceView(withoutNumbers(claim));
  const { sentences } = readEvidence({ text });
  const alignment = align(view, sentences, rarity);
  const best = sentences[alignment.best];
  const share = best === undefined ? 0 : coverageOf(alignment.weights, [best]) / alignment.total;
  if (best === undefined || share < sameMatter) return { isSame: false, sentence: best?.text ?? "" };
  const sentence = best.text.trim();
  const whole = sentenceView(claim);
  if (hasOtherNumber(claim, sentence)) return { isSame: true, sentence, reason: "number" };
  if (countOpposites(whole, best) > 0) return { isSame: true, sentence, reason: "opposite" };
  if (negations(claim) % 2 !== negations(sentence) % 2) return { isSame: true, sentence, reason: "negation" };
  return { isSame: true, sentence };
}

function withoutNumbers(text: string): string {
  return text.replace(/\p{N}+(?:[.,]\p{N}+)*/gu, " ");
}

/** Words that turn a whole sentence round; “without” and its like only turn a part of it. */
const turning = /\b(?:not|never|cannot)\b|n['’]t\b|不(?!同)|没|未/giu;

function negations(text: string): number {
  return text.match(turning)?.length ?? 0;
}

/** The sentence lacks a number of the claim and has one of the same kind that the claim lacks. */
function hasOtherNumber(claim: string, sentence: string): boolean {
  const [own, other] = [claim, sentence].map((text) => numberEvidence(foldText(text).text));
  if (own === undefined || other === undefined) return false;
  const kindOf = (mention: (typeof own.mentions)[number]): string =>
    `${mention.type} ${"unit" in mention ? (mention.unit ?? "") : ""}`;
  const strong = readNumbers(foldText(claim).text).filter((mention) => !mention.weak);
  const lacking = strong.filter((mention) => matchNumber(mention, other).match === "missing");
  const instead = other.mentions.filter(
    (mention) => !mention.weak && matchNumber(mention, own).match === "missing",
  );
  return lacking.some((mention) => instead.some((present) => kindOf(present) === kindOf(mention)));
}
