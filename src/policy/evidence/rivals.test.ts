import { expect, test } from "vitest";
import type { Passage, Source } from "../../core/source.ts";
import { bundledAuthority } from "../../retrieval/ranking/authority.ts";
import { analyseQuestion } from "../analyse-question.ts";
import { vocabularyOf } from "../lexicon/vocabulary.ts";
import { initialResearch } from "../state/fold-messages.ts";
import { type PassageView, viewPassage } from "../state/passage-view.ts";
import type { ResearchState } from "../state/research-state.ts";
import { backingsOf } from "./backings.ts";
import { rivalsOf } from "./rivals.ts";

const question = "How much is the toll on the Alpha bridge?";
const vocabulary = vocabularyOf(analyseQuestion(question));

function view(url: string, text: string): PassageView {
  const source: Source = {
    id: url,
    url,
    title: "Tolls",
    authors: [],
    mediaType: "text/html",
    collection: "web",
  };
  const passage: Passage = { index: 0, kind: "paragraph", headingPath: [], text, start: 0, end: text.length };
  return viewPassage(passage, { citationId: url, source, vocabulary });
}

const long =
  "It was built by the people of both banks, who had waited for it for more than thirty years, and it is painted green every spring.";
const selected = view("https://a.example/1", `The toll on the Alpha bridge is 4 euros. ${long}`);
const sibling = view("https://www.a.example/2", "The toll on the Alpha bridge is 5 euros.");
const mirror = view("https://copies.example/", `The toll on the Alpha bridge is 4 euros. ${long}`);
const rival = view("https://b.example/", "The toll on the Alpha bridge is 9 euros.");
const wordy = view("https://c.example/", "The toll on the Alpha bridge is high, as everybody says.");
const other = view("https://d.example/", "A night in the inn is 9 euros.");

function state(): ResearchState {
  const seen = [selected, sibling, mirror, rival, wordy, other].map((one) => ({
    view: one,
    share: 1,
    questionShare: 0,
    turn: 1,
  }));
  return {
    ...initialResearch(question, "en"),
    passages: new Map(seen.map((one) => [one.view.citationId, one])),
    selections: [{ view: selected, subQuestionId: "q1", relevance: 0.8, turn: 1 }],
  };
}

test("rivals are passages of other origins that give a value for the matter, and nothing else", () => {
  const research = state();
  const [asked] = research.analysis.subQuestions;
  if (asked === undefined) throw new Error("a question has a part");
  const backings = backingsOf(research.passages, bundledAuthority);
  const originOf = (id: string): number => backings.get(id)?.origin ?? 0;
  const rivals = rivalsOf(asked, research.selections, { state: research, originOf });
  expect(rivals.map((one) => one.view.source.url)).toEqual([rival.source.url]);
  expect(rivals[0]?.relevance).toBeLessThan(0.8);
  expect(rivalsOf(asked, [], { state: research, originOf })).toEqual([]);
});

test("what stands behind sources: pages of one domain and copies are one origin", () => {
  const backings = backingsOf(state().passages, bundledAuthority);
  const origins = [selected, sibling, mirror, rival].map(({ source }) => backings.get(source.id)?.origin);
  expect(new Set(origins.slice(0, 3)).size).toBe(1);
  expect(origins[3]).not.toBe(origins[0]);
  expect(backings.get(rival.source.id)?.tier).toBe("unknown");
});
