import { describe, expect, test } from "vitest";
import type { Passage, Source } from "../../core/source.ts";
import { analyseQuestion } from "../analyse-question.ts";
import { vocabularyOf } from "../lexicon/vocabulary.ts";
import { initialResearch } from "../state/fold-messages.ts";
import { type PassageView, viewPassage } from "../state/passage-view.ts";
import type { ResearchState } from "../state/research-state.ts";
import { articleOf, articlesCitedBy, citedness } from "./cited-articles.ts";

let made = 0;
const vocabulary = vocabularyOf(analyseQuestion("劳动合同"));

function view(title: string, text: string): PassageView {
  made += 1;
  const source: Source = {
    id: title,
    url: `file:///${made}.md`,
    title,
    authors: [],
    mediaType: "text/markdown",
    collection: "laws",
    published: "2020-01-01",
  };
  const passage: Passage = {
    index: made,
    kind: "paragraph",
    headingPath: [],
    text,
    start: 0,
    end: text.length,
  };
  return viewPassage(passage, { citationId: `c${made}`, source, vocabulary });
}

const penalty = view(
  "中华人民共和国桥梁法",
  "第三十条 违反规定的，应当依照本法第十二条、第十三条第二款规定的标准赔偿。",
);
const rule = view("中华人民共和国桥梁法", "第十二条 桥梁损坏的，按照修复的费用赔偿。");
const reading = view(
  "最高人民法院关于适用《中华人民共和国桥梁法》的解释",
  "第二条 适用桥梁法第十二条时，应当考虑年限。",
);
const page = view("Bridges", "A bridge has to be repaired under Article 12.");

function stateOf(selected: readonly PassageView[]): ResearchState {
  const seen = [penalty, rule, reading, page].map((one) => ({
    view: one,
    share: 1,
    questionShare: 0,
    turn: 1,
  }));
  return {
    ...initialResearch("桥梁损坏怎么赔偿？", "zh"),
    passages: new Map(seen.map((one) => [one.view.citationId, one])),
    selections: selected.map((one) => ({ view: one, subQuestionId: "q1", relevance: 0.8, turn: 1 })),
  };
}

describe("articles that a passage refers to", () => {
  test("are those of its own law, of laws it names, and those listed with them", () => {
    const cited = (one: PassageView) =>
      articlesCitedBy(one, stateOf([])).map(({ key, article }) => key + article);
    expect(cited(penalty)).toEqual(["桥梁法第十二条", "桥梁法第十三条"]);
    expect(cited(reading)).toEqual(["桥梁法第十二条"]);
  });

  test("are none for the article itself and for what is no law", () => {
    expect(articlesCitedBy(rule, stateOf([]))).toEqual([]);
    expect(articlesCitedBy(page, stateOf([]))).toEqual([]);
    expect(articleOf(page)).toBeUndefined();
    expect(articleOf(rule)).toBe("桥梁法 第十二条");
  });

  test("weigh as much as the evidence that refers to them, and for its sub-question only", () => {
    expect(citedness(rule, "q1", stateOf([]))).toBe(0);
    expect(citedness(rule, "q1", stateOf([penalty]))).toBeCloseTo(0.4);
    expect(citedness(rule, "q1", stateOf([penalty, reading]))).toBe(1);
    expect(citedness(rule, "q2", stateOf([penalty, reading]))).toBe(0);
    expect(citedness(reading, "q1", stateOf([penalty]))).toBe(0);
  });
});
