import { quoteTarget, type QuoteTarget } from "../../../report/check/quote-target.ts";
import { findQuote } from "../../../report/check/find-quote.ts";
import { type ReportShape, readShape } from "../../inspect/read-shape.ts";
import { sentenceView } from "../../support/evidence.ts";
import { loadSupportModel, type SupportModel } from "../../support/support-model.ts";
import { languageOf, type Rubric } from "../rubric.ts";
import type { RubricJudge } from "../rubric-judge.ts";
import type { ReportQuote, RubricOutcome, UnknownCause, VerdictWord } from "../verdict.ts";
import { decideContent, type ReadSentences, readSentences } from "./decide-content.ts";
import { decideForm, type ReadForm } from "./decide-form.ts";
import { type Demand, readCriterion } from "./read-criterion.ts";
import { reasonsIn } from "./reasons.ts";

/**
 * The judge that needs no language model: counts what can be counted, and asks the trained support scorer whether the
 * report says what a criterion wants said. What takes understanding is `unknown`. Deterministic; reads words, not meaning.
 */
export function embeddedRubricJudge(model: SupportModel = loadSupportModel()): RubricJudge {
  return {
    name: "embedded",
    usesLanguageModel: false,
    judge({ task, report }, signal) {
      signal.throwIfAborted();
      const read = {
        shape: readShape(report),
        target: quoteTarget(report),
        sentences: readSentences(report),
        reasons: reasonsIn(task.language),
        model,
      };
      return Promise.resolve({
        judge: "embedded",
        usesLanguageModel: false,
        outcomes: task.rubrics.map((rubric) => decide(rubric, read)),
        prompts: {},
        effort: { trials: 1, calls: 0, cached: 0, parts: 1, failures: {}, compared: 0, disagreeing: 0 },
      });
    },
  };
}

interface ReadForJudging extends ReadForm {
  readonly sentences: ReadSentences;
  readonly model: SupportModel;
}

function decide(rubric: Rubric, read: ReadForJudging): RubricOutcome {
  const demand = readCriterion(rubric.criterion);
  if (demand.type === "other") return unknown(rubric, "judgement", "a matter of judgement");
  if ((demand.type === "treats" || demand.type === "says") && isOtherLanguage(rubric, read.shape)) {
    return unknown(rubric, "other-language", read.reasons.language(read.shape.language));
  }
  if (demand.type === "treats") return decideTreatment(rubric, demand, read);
  if (demand.type === "says") return decideStatement(rubric, demand, read);
  const { verdict, reason, quotes } = decideForm(demand, read);
  return said(rubric, { verdict, reason, evidence: quotes.flatMap((quote) => located(quote, read.target)) });
}

/** Words of two languages have nothing in common to compare. */
function isOtherLanguage({ criterion }: Rubric, { language }: ReportShape): boolean {
  return language !== undefined && (languageOf(criterion) === "zh") !== (language === "zh");
}

function decideStatement(
  rubric: Rubric,
  { matter, isOmission }: Extract<Demand, { type: "says" }>,
  { sentences, model, reasons }: ReadForJudging,
): RubricOutcome {
  const { verdict, probability, present, quote } = decideContent(matter, sentences, model);
  // The name of a matter is no sentence that could be supported: where its words occur, it may well be mentioned.
  const isName = sentenceView(matter).content.size < fewestWords;
  const mayBeThere = verdict === "none" && isName && present >= mostWords;
  if (verdict === undefined || mayBeThere) return unknown(rubric, "unsure", reasons.scored(probability));
  const reason = reasons.scored(probability);
  const evidence = verdict === "none" || quote === undefined ? [] : [quote];
  return said(rubric, { verdict: isOmission ? omissionOf[verdict] : verdict, reason, evidence });
}

/** What is said in full is left out not at all. */
const omissionOf = { full: "none", partial: "partial", none: "full" } as const satisfies Record<
  VerdictWord,
  VerdictWord
>;

/** Fewer telling words make no sentence. */
const fewestWords = 5;

/** With half of a matter's telling words in it, a report may well treat of it. */
const mostWords = 0.5;

/** How well something is explained is beyond the scorer; that nothing of it is there is not. */
function decideTreatment(
  rubric: Rubric,
  { matter }: Extract<Demand, { type: "treats" }>,
  { sentences, model, reasons }: ReadForJudging,
): RubricOutcome {
  const { verdict, probability, present } = decideContent(matter, sentences, model);
  if (verdict !== "none" || present >= mostWords)
    return unknown(rubric, "explanation", "whether it is explained takes understanding");
  return said(rubric, { verdict, reason: reasons.scored(probability), evidence: [] });
}

function said(
  { id }: Rubric,
  {
    verdict,
    reason,
    evidence,
  }: Pick<Extract<RubricOutcome, { type: "verdict" }>, "verdict" | "reason" | "evidence">,
): RubricOutcome {
  return { type: "verdict", rubricId: id, verdict, trials: [verdict], reason, evidence };
}

function unknown({ id }: Rubric, cause: UnknownCause, reason: string): RubricOutcome {
  return { type: "unknown", rubricId: id, cause, reason };
}

function located(quote: string, target: QuoteTarget): readonly ReportQuote[] {
  const { start, end } = findQuote(quote, target);
  return start === undefined || end === undefined
    ? []
    : [{ text: target.text.slice(start, end), start, end }];
}
