import { coverageOf, kindSignal, wantedTerms } from "../evidence/coverage.ts";
import { isSuperseded } from "../evidence/versions.ts";
import type { SearchLead } from "../../web/search-provider.ts";
import type { SubQuestion } from "../question.ts";
import type { ResearchState, SeenPassage } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import type { OpenCandidate } from "./candidate.ts";

const maxOpens = 6;

/**
 * Documents that could be opened: those whose passages fit best, where reading on may bring more, and pages that a
 * search found and nobody has read, judged by what it says of them.
 */
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
    const fit = (setting: Setting): number => Math.max(...seen.map((one) => fitOf(one, setting)));
    const { title } = first.view.source;
    candidates.push(toCandidate({ ref: id, title, hits: seen.length, fit }, state));
  }
  for (const lead of state.leads.values()) {
    if (!state.failedRefs.has(lead.url) && !pending.includes(lead.url)) candidates.push(ofLead(lead, state));
  }
  return candidates.sort((a, b) => b.best - a.best || b.hits - a.hits).slice(0, maxOpens);
}

/** Nothing of the page itself is known, so that it never fits as well as a passage with the same words. */
function ofLead({ url, title, snippet }: SearchLead, state: ResearchState): OpenCandidate {
  const space = termWeights(state.idf);
  const [above, terms] = [space.terms(title), space.terms(`${title} ${snippet}`)];
  const fit = ({ wanted }: Setting): number =>
    0.7 * (0.6 * space.coverage(wanted, terms) + 0.4 * space.coverage(wanted, above));
  return toCandidate({ ref: url, title, hits: 0, fit }, state);
}

interface Openable extends Pick<OpenCandidate, "ref" | "title" | "hits"> {
  /** How well it fits a sub-question, 0 to 1. */
  readonly fit: (setting: Setting) => number;
}

function toCandidate({ ref, title, hits, fit }: Openable, state: ResearchState): OpenCandidate {
  const space = termWeights(state.idf);
  const { bySubQuestion } = coverageOf(state);
  let best = { fit: 0, subQuestionId: "", need: 0 };
  for (const { subQuestion, sufficiency } of bySubQuestion.values()) {
    const need = 1 - sufficiency;
    const own = fit({ subQuestion, wanted: wantedTerms(subQuestion, state), state });
    if (own * (0.5 + need) > best.fit * (0.5 + best.need))
      best = { fit: own, subQuestionId: subQuestion.id, need };
  }
  const topic = state.analysis.topicTerms.length > 0 ? state.analysis.topicTerms : state.questionTerms;
  return {
    type: "open",
    ref,
    title,
    hits,
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
