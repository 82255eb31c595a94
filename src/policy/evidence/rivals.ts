import type { ResearchState, Selection } from "../state/research-state.ts";
import type { SubQuestion } from "../question.ts";
import { termWeights } from "../term-weights.ts";
import { ownTerms, topicOf, valuesFor } from "./coverage.ts";

/** What a rival is worth beside the passage that brought it in. */
const rivalShare = 0.9;
/** It has this share of what the best selected passage has of the words of the matter. */
const leastShare = 0.85;
const maxRivals = 6;

/**
 * Passages that were seen and not taken, of other origins than the selected ones, that give a value for what is asked:
 * whether sources agree can only be told by who reads more than one. Best first, one of each source.
 */
export function rivalsOf(
  subQuestion: SubQuestion,
  selections: readonly Selection[],
  { state, originOf }: { readonly state: ResearchState; readonly originOf: (sourceId: string) => number },
): readonly Selection[] {
  const best = selections.toSorted((a, b) => b.relevance - a.relevance)[0];
  if (best === undefined) return [];
  const space = termWeights(state.idf);
  const own = ownTerms(subQuestion, state);
  const wanted = [...topicOf(subQuestion, state.analysis), ...(own.isKindOnly ? [] : own.terms)];
  const least = leastShare * Math.max(...selections.map(({ view }) => space.coverage(wanted, view.terms)));
  const taken = new Set(selections.map(({ view }) => originOf(view.source.id)));
  const rivals = [...state.passages.values()]
    .map(({ view, share }) => ({ view, share, fit: space.coverage(wanted, view.terms) }))
    .filter(({ view, fit }) => fit >= least && !taken.has(originOf(view.source.id)))
    .filter(({ view }) => valuesFor(subQuestion.kind, view).length > 0)
    .toSorted((a, b) => b.fit - a.fit || b.share - a.share);
  return rivals
    .filter(({ view }, at) => rivals.findIndex((other) => other.view.source.id === view.source.id) === at)
    .slice(0, maxRivals)
    .map(({ view }) => ({ ...best, view, relevance: rivalShare * best.relevance }));
}
