import { type AuthorityOf, bundledAuthority } from "../retrieval/ranking/authority.ts";
import { backingsOf } from "./evidence/backings.ts";
import { besideBest } from "./evidence/brief-relevance.ts";
import { coverageOf, wantedTerms } from "./evidence/coverage.ts";
import type { EvidenceBrief } from "./evidence-brief.ts";
import { companionsOf } from "./evidence/companions.ts";
import { rivalsOf } from "./evidence/rivals.ts";
import { markUnmet } from "./evidence/unmet.ts";
import { repealsSeen } from "./evidence/versions.ts";
import type { SubQuestion } from "./question.ts";
import type { ResearchState } from "./state/research-state.ts";

/** Below this a sub-question counts as not answered. */
const gapBelow = 0.25;
const maxQueriesNamed = 6;

/** What the composer writes from: the selections, what is missing, and what was tried. */
export function makeBrief(state: ResearchState, authorityOf: AuthorityOf = bundledAuthority): EvidenceBrief {
  const subs = [...coverageOf(state).bySubQuestion.values()];
  const backings = backingsOf(state.passages, authorityOf);
  const setting = { state, originOf: (id: string): number => backings.get(id)?.origin ?? 0 };
  return {
    analysis: markUnmet(state),
    selected: subs.flatMap(({ subQuestion, selections }) =>
      [
        ...selections,
        ...companionsOf(subQuestion, selections, state),
        ...rivalsOf(subQuestion, selections, setting),
      ]
        .sort((a, b) => b.relevance - a.relevance)
        .map(({ view, relevance }) => ({
          citationId: view.citationId,
          source: view.source,
          passage: view.passage,
          subQuestionId: subQuestion.id,
          relevance: besideBest(
            relevance,
            selections.map((one) => one.relevance),
          ),
        })),
    ),
    gaps: subs
      .filter((sub) => sub.sufficiency < gapBelow)
      .map(({ subQuestion }) => ({ subQuestionId: subQuestion.id, queries: queriesFor(subQuestion, state) })),
    backings,
    idf: state.idf,
    queries: state.queries.map(({ query }) => query),
    repeals: repealsSeen(state.passages),
    sourcesSeen: new Set([...state.passages.values()].map(({ view }) => view.source.id)).size,
  };
}

/** The searches that had to do with a sub-question, those with most of its words first. */
function queriesFor(subQuestion: SubQuestion, state: ResearchState): readonly string[] {
  const wanted = wantedTerms(subQuestion, state);
  return state.queries
    .map(({ query, terms }) => ({ query, shared: wanted.filter((term) => terms.has(term)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, maxQueriesNamed)
    .map(({ query }) => query);
}
