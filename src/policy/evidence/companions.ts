import { analyseTerms } from "../../retrieval/analysis/index.ts";
import type { AnswerKind, SubQuestion } from "../question.ts";
import type { ResearchState, Selection } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import { kindSignal, topicOf } from "./coverage.ts";
import { statuteOf } from "./statute-of.ts";

/** Kinds whose answer is spread over a page: steps and conditions stand in several of its sections. */
const spreadKinds: readonly AnswerKind[] = ["procedure", "requirement", "list"];
/** A page is about the topic when its title has this share of the topic's weight. */
const titleCoverage = 0.5;
/** What a companion is worth beside the passage that brought it in. */
const companionShare = 0.8;
const maxCompanions = 8;

/**
 * The other passages of the page that is most about the topic among those that answer: a section “how to report
 * it” answers “what do I do” without repeating the words of the question. The composer still decides
 * sentence by sentence.
 */
export function companionsOf(
  subQuestion: SubQuestion,
  selections: readonly Selection[],
  state: ResearchState,
): readonly Selection[] {
  const page =
    (spreadKinds.includes(subQuestion.kind) ? topicPage(subQuestion, selections, state) : undefined) ??
    unfinishedPage(subQuestion, selections);
  if (page === undefined) return [];
  const known = new Set(selections.map(({ view }) => view.citationId));
  return [...state.passages.values()]
    .filter(({ view }) => view.source.id === page.view.source.id && !known.has(view.citationId))
    .toSorted((a, b) => a.view.passage.index - b.view.passage.index)
    .slice(0, maxCompanions)
    .map(({ view }) => ({ ...page, view, relevance: companionShare * page.relevance }));
}

const leastForm = 0.6;

/**
 * The best selection where none has the form of an answer: its page has found the matter, under whatever name,
 * and the answer may stand in another of its sections. A law is no page: it speaks of too much.
 */
function unfinishedPage(subQuestion: SubQuestion, selections: readonly Selection[]): Selection | undefined {
  if (selections.some(({ view }) => kindSignal(subQuestion, view) >= leastForm)) return undefined;
  const best = selections.toSorted((a, b) => b.relevance - a.relevance)[0];
  return best === undefined || statuteOf(best.view) !== undefined ? undefined : best;
}

/** The selection whose page is most about the topic, by its title; undefined where no title says so. */
function topicPage(
  subQuestion: SubQuestion,
  selections: readonly Selection[],
  state: ResearchState,
): Selection | undefined {
  const topic = topicOf(subQuestion, state.analysis);
  const weights = termWeights(state.idf);
  const rated = selections.map((selection) => {
    const title = new Set(analyseTerms(selection.view.source.title, { mode: "index" }));
    return { selection, coverage: topic.length === 0 ? 0 : weights.coverage(topic, title) };
  });
  const [best] = rated
    .filter(({ coverage }) => coverage >= titleCoverage)
    .toSorted((a, b) => b.coverage * b.selection.relevance - a.coverage * a.selection.relevance);
  return best?.selection;
}
