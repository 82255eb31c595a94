import { analyseQuestion } from "../../policy/analyse-question.ts";
import { analyseTerms } from "../../retrieval/analysis/index.ts";

export interface QuestionCoverage {
  readonly subQuestions: number;
  /** Texts of those whose own words the report mostly lacks. */
  readonly missing: readonly string[];
}

/** Of its own words, a sub-question that a report deals with shares at least this part. */
const leastShare = 0.5;

/** Which parts of a question a report speaks of, by their words: it does not tell whether they are answered. */
export function questionCoverage(question: string, report: string): QuestionCoverage {
  const { subQuestions } = analyseQuestion(question);
  const present = new Set(analyseTerms(report));
  const asked = subQuestions.filter(({ terms }) => terms.length > 0);
  const missing = asked.filter(({ terms }) => {
    const found = terms.filter((term) => present.has(term));
    return found.length < leastShare * terms.length;
  });
  return { subQuestions: asked.length, missing: missing.map(({ text }) => text) };
}
