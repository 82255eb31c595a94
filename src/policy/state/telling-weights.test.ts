import { expect, test } from "vitest";
import type { Passage, Source } from "../../core/source.ts";
import { analyseQuestion } from "../analyse-question.ts";
import { vocabularyOf } from "../lexicon/vocabulary.ts";
import { viewPassage } from "./passage-view.ts";
import type { SeenPassage } from "./research-state.ts";
import { tellingWeights } from "./telling-weights.ts";

const vocabulary = vocabularyOf(analyseQuestion("ferries"));

function seen(index: number, headingPath: readonly string[]): readonly [string, SeenPassage] {
  const source: Source = {
    id: "s",
    url: "file:///s",
    title: "Ferries",
    authors: [],
    mediaType: "text/plain",
    collection: "d",
  };
  const text = `The ferry never leaves before ${index}.`;
  const passage: Passage = { index, kind: "paragraph", headingPath, text, start: 0, end: text.length };
  const view = viewPassage(passage, { citationId: `c${index}`, source, vocabulary });
  return [view.citationId, { view, share: 1, questionShare: 0, turn: 1 }];
}

const idf = new Map([
  ["ferri", 2],
  ["timet", 3],
  ["never", 6],
  ["渡船", 6],
]);

test("words that no title and no heading has lose weight, Chinese ones do not", () => {
  const passages = new Map(Array.from({ length: 20 }, (_, index) => seen(index, ["Timetables"])));
  expect([...tellingWeights(idf, passages)]).toEqual([
    ["ferri", 2],
    ["timet", 3],
    ["never", 3],
    ["渡船", 6],
  ]);
});

test("nothing changes where documents have no headings", () => {
  const passages = new Map(Array.from({ length: 20 }, (_, index) => seen(index, [])));
  expect(tellingWeights(idf, passages)).toBe(idf);
});
