import { describe, expect, test } from "vitest";
import type { Passage, Source } from "../../core/source.ts";
import { vocabularyOf } from "../lexicon/vocabulary.ts";
import { initialResearch } from "../state/fold-messages.ts";
import { viewPassage } from "../state/passage-view.ts";
import type { ResearchState } from "../state/research-state.ts";
import { markUnmet } from "./unmet.ts";

/** A run that has taken one passage for its only question. */
function takenFor(question: string, text: string): ResearchState {
  const start = initialResearch(question, "en");
  const source: Source = {
    id: "s",
    url: "file:///s",
    title: "Harbour",
    authors: [],
    mediaType: "text/plain",
    collection: "d",
  };
  const passage: Passage = { index: 0, kind: "paragraph", headingPath: [], text, start: 0, end: text.length };
  const view = viewPassage(passage, { citationId: "c", source, vocabulary: vocabularyOf(start.analysis) });
  return {
    ...start,
    passages: new Map([["c", { view, share: 1, questionShare: 1, turn: 1 }]]),
    selections: [{ view, subQuestionId: "q1", relevance: 0.9, turn: 1 }],
  };
}

const isUnmet = (state: ResearchState) => markUnmet(state).subQuestions.map((sub) => sub.isUnmet === true);

describe("a question that nothing was found about", () => {
  const question = "How long may a yacht moor at the northern pier?";

  test("is one of which no evidence names half", () => {
    expect(isUnmet(takenFor(question, "The pier is painted every spring."))).toEqual([true]);
    expect(isUnmet(takenFor(question, "At the northern pier a yacht may moor for two days."))).toEqual([
      false,
    ]);
  });

  test("is one without evidence", () => {
    expect(isUnmet({ ...takenFor(question, ""), selections: [] })).toEqual([true]);
  });

  test("is not told where names are followed", () => {
    const state = { ...takenFor(question, "The pier is painted every spring."), hops: 1 };
    expect(markUnmet(state)).toBe(state.analysis);
  });
});
