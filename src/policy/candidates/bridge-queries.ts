import { present } from "../../core/present.ts";
import { kindWords } from "../compose/answer-signals.ts";
import { analyseTerms } from "../../retrieval/analysis/index.ts";
import { type Bridge, findBridges } from "../evidence/bridges.ts";
import { coverageOf } from "../evidence/coverage.ts";
import type { SubQuestion } from "../question.ts";
import type { ResearchState } from "../state/research-state.ts";
import type { QueryDraft } from "./query-draft.ts";
import { wordsWith } from "./query-words.ts";

/** Names followed from one passage. */
const maxPerPassage = 6;

/** A name from a selected passage together with what is still open: the next hop of a chain. */
export function bridgeQueries(state: ResearchState): readonly QueryDraft[] {
  if (state.hops === 0) return [];
  const { terms } = coverageOf(state);
  const idle = new Set(analyseTerms(Object.values(kindWords).join(" ")));
  const openWords = wordsWith(state.analysis.question, (term) => !terms.has(term) && !idle.has(term));
  const byPassage = Map.groupBy(findBridges(state), (bridge) => bridge.from);
  return [...byPassage.values()].flatMap((bridges) =>
    [...bridges]
      .sort((a, b) => promiseOf(b) - promiseOf(a))
      .slice(0, maxPerPassage)
      .map((bridge, rank): QueryDraft => {
        const link = openLink(state);
        return {
          query: [bridge.name, ...openWords].join(" "),
          origin: "bridge",
          promise: promiseOf(bridge) * (1 - 0.05 * rank),
          news: bridge.name,
          ...present({ subQuestionId: link?.id }),
        };
      }),
  );
}

function promiseOf({ weight, nearness, order }: Bridge): number {
  return weight * (0.6 + 0.4 * Math.min(1, 2 * nearness)) * (1 - 0.1 * order);
}

/** The first link of the chain that nothing was selected for. */
function openLink({ analysis, selections }: ResearchState): SubQuestion | undefined {
  const held = new Set(selections.map(({ subQuestionId }) => subQuestionId));
  return analysis.subQuestions.find((sub) => sub.template !== undefined && !held.has(sub.id));
}
