import { foldText } from "../../../report/check/fold-text.ts";
import { matchNumber, type NumberEvidence, numberEvidence } from "../../../report/numbers/match-number.ts";
import type { NumberMention } from "../../../report/numbers/number-mention.ts";
import { readNumbers } from "../../../report/numbers/read-numbers.ts";

export const numberFeatureNames = [
  "number.count",
  "number.sentence",
  "number.window",
  "number.all",
  "number.missing",
  "number.missing-window",
  "number.other-unit",
  "number.evidence-only",
] as const;

export interface NumberTexts {
  readonly claim: string;
  readonly sentence: string;
  readonly window: string;
  readonly whole: string;
}

/** Beyond this the whole is not read for numbers: a table of them agrees with any claim. */
const longestWhole = 60_000;

/** How far the numbers, dates and units of a claim stand in its evidence. */
export function numberFeatures({ claim, sentence, window, whole }: NumberTexts): readonly number[] {
  const mentions = readNumbers(foldText(claim).text).filter((mention) => !mention.weak);
  const near = numberEvidence(foldText(window).text);
  if (mentions.length === 0) return [0, 1, 1, 1, 0, 0, 0, Math.min(4, strong(near).length)];
  const best = numberEvidence(foldText(sentence).text);
  const all = numberEvidence(whole.slice(0, longestWhole).normalize("NFKC"));
  const [inSentence, inWindow, inAll] = [best, near, all].map((evidence) => found(mentions, evidence));
  return [
    Math.min(6, mentions.length),
    (inSentence ?? 0) / mentions.length,
    (inWindow ?? 0) / mentions.length,
    (inAll ?? 0) / mentions.length,
    mentions.length - (inAll ?? 0),
    mentions.length - (inWindow ?? 0),
    mentions.filter((mention) => matchNumber(mention, near).match === "other-unit").length,
    Math.max(0, Math.min(4, strong(near).length - mentions.length)),
  ];
}

function strong(evidence: NumberEvidence): readonly NumberMention[] {
  return evidence.mentions.filter((mention) => !mention.weak);
}

function found(mentions: readonly NumberMention[], evidence: NumberEvidence): number {
  return mentions.filter((mention) => {
    const { match } = matchNumber(mention, evidence);
    return match === "found" || match === "rounded";
  }).length;
}
