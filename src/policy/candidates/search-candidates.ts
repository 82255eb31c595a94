import { present } from "../../core/present.ts";
import { coverageOf } from "../evidence/coverage.ts";
import type { ResearchState } from "../state/research-state.ts";
import { bridgeQueries } from "./bridge-queries.ts";
import type { SearchCandidate } from "./candidate.ts";
import { feedbackQueries } from "./feedback-queries.ts";
import { openingQueries } from "./opening-queries.ts";
import { noveltyOf, type QueryDraft } from "./query-draft.ts";

const maxSearches = 12;

/** Queries that could be made now and were not, the most promising first. `pending` goes out with the same turn. */
export function searchCandidates(
  state: ResearchState,
  pending: readonly string[],
): readonly SearchCandidate[] {
  const drafts = [
    ...openingQueries(state),
    ...(state.queries.length === 0 ? [] : [...bridgeQueries(state), ...feedbackQueries(state)]),
  ];
  const { bySubQuestion } = coverageOf(state);
  const needs = new Map([...bySubQuestion].map(([id, sub]) => [id, 1 - sub.sufficiency]));
  const overall = [...needs.values()].reduce((sum, need) => sum + need, 0) / Math.max(1, needs.size);
  const seen = new Set(pending);
  const candidates: SearchCandidate[] = [];
  for (const draft of drafts) {
    const candidate = toCandidate(draft, {
      state,
      pending,
      need: needs.get(draft.subQuestionId ?? "") ?? overall,
    });
    if (candidate.novelty < minNovelty(candidate) || seen.has(candidate.query)) continue;
    seen.add(candidate.query);
    candidates.push(candidate);
  }
  return candidates.sort((a, b) => worth(b) - worth(a)).slice(0, maxSearches);
}

/** Below this a query is a repetition; those made of a passage's words vary without being new. */
function minNovelty({ origin }: SearchCandidate): number {
  return origin === "parallel" || origin === "feedback" ? 0.5 : 0.15;
}

interface Setting {
  readonly state: ResearchState;
  readonly pending: readonly string[];
  readonly need: number;
}

function toCandidate(draft: QueryDraft, { state, pending, need }: Setting): SearchCandidate {
  const { origin, promise, subQuestionId, year } = draft;
  return {
    type: "search",
    query: draft.query.replace(/\s+/g, " ").trim(),
    origin,
    promise,
    need,
    novelty: noveltyOf(draft, state, pending),
    ...present({ subQuestionId, year }),
  };
}

function worth({ promise, need, novelty, origin }: SearchCandidate): number {
  return promise * (0.3 + need) * novelty + (origin === "question" ? 1 : 0);
}
