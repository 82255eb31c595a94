import type { QuestionAnalysis, SubQuestion } from "../question.ts";
import type { ResearchState } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import { coverageOf, wantedTerms } from "./coverage.ts";

/** Evidence that has less than half of what is asked about is about something else. */
const half = 0.5;

/**
 * The analysis with what the evidence found out of it: a sub-question is marked of which no passage that was taken names
 * half, by weight. Links of chains and sides of comparisons are judged by what they are linked to and compared with.
 */
export function markUnmet(state: ResearchState): QuestionAnalysis {
  const { analysis, hops } = state;
  if (hops > 0) return analysis;
  const subQuestions = analysis.subQuestions.map((subQuestion): SubQuestion => {
    const isOwn = subQuestion.side === undefined && subQuestion.dependsOn.length === 0;
    return isOwn && isUnmet(subQuestion, state) ? { ...subQuestion, isUnmet: true } : subQuestion;
  });
  return { ...analysis, subQuestions };
}

function isUnmet(subQuestion: SubQuestion, state: ResearchState): boolean {
  const selections = coverageOf(state).bySubQuestion.get(subQuestion.id)?.selections ?? [];
  const wanted = wantedTerms(subQuestion, state);
  const space = termWeights(state.idf);
  return selections.every(({ view }) => space.coverage(wanted, view.terms) < half);
}
