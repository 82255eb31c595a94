import { coverageOf, kindSignal, wantedTerms } from "../evidence/coverage.ts";
import { isSuperseded } from "../evidence/versions.ts";
import type { SubQuestion } from "../question.ts";
import type { ResearchState, SeenPassage } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import type { OpenCandidate } from "./candidate.ts";

const maxOpens = 6;

/** Documents that could be opened: those whose passages fit best, where reading on may bring more. */
export function openCandidates(state: ResearchState, pending: readonly string[]): readonly OpenCandidate[] {
  const bySource = Map.groupBy(
    [...state.passages.values()].filter(({ rank }) => rank !== undefined),
    ({ view }) => view.source.id,
  );
  const candidates: OpenCandidate[] = [];
  for (const [id, seen] of bySource) {
    if (state.opened.has(id) || state.failedRefs.has(id) || pending.includes(id)) continue;
    const [first] = seen;
    if (first === undefined || isSuperseded(first.view, state) === 1) continue;
    candidates.push(toCandidate(id, seen, state));
  }
  return candidates.sort((a, b) => b.best - a.best || b.hits - a.hits).slice(0, maxOpens);
}

function toCandidate(ref: string, seen: readonly SeenPassage[], state: ResearchState): OpenCandidate {
  const space = termWeights(state.idf);
  const { bySubQuestion } = coverageOf(state);
  let best = { fit: 0, subQuestionId: "", need: 0 };
  for (const { subQuestion, sufficiency } of bySubQuestion.values()) {
    const wanted = wantedTerms(subQuestion, state);
    const need = 1 - sufficiency;
    const fit = Math.max(...seen.map((one) => fitOf(one, { subQuestion, wanted, state })));
    if (fit * (0.5 + need) > best.fit * (0.5 + best.need))
      best = { fit, subQuestionId: subQuestion.id, need };
  }
  const title = seen[0]?.view.source.title ?? "";
  const topic = state.analysis.topicTerms.length > 0 ? state.analysis.topicTerms : state.questionTerms;
  return {
    type: "open",
    ref,
    title,
    hits: seen.length,
    best: best.fit,
    titleFit: space.coverage(topic, space.terms(title)),
    need: best.need,
    ...(best.subQuestionId === "" ? {} : { subQuestionId: best.subQuestionId }),
  };
}

interface Setting {
  readonly subQuestion: SubQuestion;
  readonly wanted: readonly string[];
  readonly state: ResearchState;
}

function fitOf({ view, share }: SeenPassage, { subQuestion, wanted, state }: Setting): number {
  const space = termWeights(state.idf);
  const words = 0.6 * space.coverage(wanted, view.terms) + 0.4 * space.coverage(wanted, view.above);
  return Math.min(1, 0.7 * words + 0.2 * share + 0.1 * kindSignal(subQuestion, view));
}
