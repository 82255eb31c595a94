import { type Sentence, splitSentences } from "../../../core/sentences.ts";
import { findTurnedWording } from "../../../report/check/check-negation.ts";
import { foldText } from "../../../report/check/fold-text.ts";
import { quoteTarget } from "../../../report/check/quote-target.ts";
import { matchNumber, numberEvidence } from "../../../report/numbers/match-number.ts";
import { readNumbers } from "../../../report/numbers/read-numbers.ts";
import { align, type SentenceView } from "../../support/alignment.ts";
import { sentenceView } from "../../support/evidence.ts";
import { decideSupport } from "../../support/embedded-support.ts";
import { subClaimsOf } from "../../support/sub-claims.ts";
import type { SupportModel } from "../../support/support-model.ts";
import { loadVerdictHead } from "../../support/verdict-head.ts";
import type { ReportQuote, VerdictWord } from "../verdict.ts";

/** A report with its sentences read once for many criteria. */
export interface ReadSentences {
  readonly sentences: readonly Sentence[];
  readonly views: readonly SentenceView[];
}

/** Takes a report apart into the sentences that say something. */
export function readSentences(report: string): ReadSentences {
  const sentences = splitSentences(report).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  return { sentences, views: sentences.map(({ text }) => sentenceView(text)) };
}

export interface ContentFinding {
  /** Absent where the scorer does not know. */
  readonly verdict?: VerdictWord;
  /** Probability that the report says all of it; of the best place. */
  readonly probability: number;
  /** Share of its telling words that occur anywhere in the report. */
  readonly present: number;
  /** The sentence that has most of it. */
  readonly quote?: ReportQuote;
}

/** Sentences on each side of the best one that are read with it. */
const around = 2;

/**
 * Whether a report says something, by the trained support scorer: the places that share most words with it are its
 * evidence, and its verdict is that of the tuned head. Says `full` only where every number is there and no negation is
 * turned; `partial` only where whole parts are decided either way.
 */
export function decideContent(matter: string, report: ReadSentences, model: SupportModel): ContentFinding {
  const whole = decideOne(matter, report, model);
  if (whole.verdict !== undefined) return whole;
  const parts = matter
    .split(/;|；|,? and that |，并且|，并(?=指出|说明)/u)
    .flatMap((part) => part.trim() || []);
  const pieces = parts.length > 1 ? parts : subClaimsOf(matter);
  if (pieces.length < 2) return whole;
  const verdicts = pieces.map((piece) => decideOne(piece, report, model).verdict);
  const isMixed = verdicts.includes("full") && verdicts.includes("none") && !verdicts.includes(undefined);
  return isMixed ? { ...whole, verdict: "partial" } : whole;
}

function decideOne(matter: string, { sentences, views }: ReadSentences, model: SupportModel): ContentFinding {
  const view = sentenceView(matter);
  if (view.content.size === 0 || views.length === 0) return { probability: 0, present: 0 };
  const { best, windowStart, coverage } = align(view, views, model.rarity);
  const places = [best, windowStart + 1].map((middle) => ({
    from: Math.max(0, middle - around),
    to: Math.min(sentences.length, middle + around + 1),
  }));
  const head = loadVerdictHead();
  const scored = places.map(({ from, to }) => {
    const own = sentences.slice(from, to).map(({ text }) => text);
    const text = own.join("");
    return { text, found: decideSupport({ claim: matter, evidence: { text, sentences: own } }, model, head) };
  });
  const [first, second] = scored;
  const isSecond = (second?.found.probability ?? 0) > (first?.found.probability ?? 0);
  const top = isSecond ? second : first;
  if (top === undefined) return { probability: 0, present: 0 };
  const { probability } = top.found;
  const sentence = sentences[best];
  const verdict = verdictOf(
    top.found.verdict,
    () => lacksNumber(matter, top.text) || isTurned(matter, top.text),
  );
  return {
    probability,
    present: coverage.all,
    ...(verdict === undefined ? {} : { verdict }),
    ...(sentence === undefined
      ? {}
      : {
          quote: {
            text: sentence.text.trim(),
            start: sentence.start,
            end: sentence.start + sentence.text.trimEnd().length,
          },
        }),
  };
}

/** In part is only said of whole parts; see `decideContent`. */
function verdictOf(verdict: VerdictWord | "unknown", isContradicted: () => boolean): VerdictWord | undefined {
  if (verdict === "full") return isContradicted() ? undefined : "full";
  return verdict === "none" ? "none" : undefined;
}

/** A number of the matter that the text lacks; digits within names (“type 2”) have to be there as they stand. */
function lacksNumber(matter: string, text: string): boolean {
  const [own, other] = [foldText(matter).text, foldText(text).text];
  const evidence = numberEvidence(other);
  const strong = readNumbers(own).filter(({ weak }) => !weak);
  const isMissing = strong.some((mention) =>
    ["missing", "other-unit"].includes(matchNumber(mention, evidence).match),
  );
  const present = new Set(other.match(/\d+/g));
  const loose = [...own.matchAll(/\d+/g)].filter(
    ({ index }) => !strong.some(({ start, end }) => start <= index && index < end),
  );
  return isMissing || loose.some(([digits]) => !present.has(digits));
}

function isTurned(matter: string, text: string): boolean {
  return findTurnedWording(matter, [{ passage: { text, target: quoteTarget(text) } }]) !== undefined;
}
