import { describe, expect, test } from "vitest";
import type { Passage, Source } from "../../core/source.ts";
import { analyseQuestion } from "../analyse-question.ts";
import { vocabularyOf } from "../lexicon/vocabulary.ts";
import { type PassageView, viewPassage } from "../state/passage-view.ts";
import { asideOf } from "./aside.ts";

const vocabulary = vocabularyOf(analyseQuestion("桥梁"));

function view(title: string, text: string, headingPath: readonly string[] = []): PassageView {
  const source: Source = {
    id: title,
    url: `file:///${title}`,
    title,
    authors: [],
    mediaType: "text/plain",
    collection: "laws",
  };
  const passage: Passage = { index: 0, kind: "paragraph", headingPath, text, start: 0, end: text.length };
  return viewPassage(passage, { citationId: text, source, vocabulary });
}

const rule = view("中华人民共和国桥梁法", "第三条 过桥应当缴纳通行费。");
const fine = view("中华人民共和国桥梁法", "第三十条 不缴纳通行费的，处二百元以下罚款。");
const duty = view("中华人民共和国桥梁法", "第三十一条 由主管部门通报。", ["第五章 法律责任"]);
const elsewhere = view("中华人民共和国澳门特别行政区桥梁条例", "第三条 过桥应当缴纳通行费。");

describe("what a law says beside the question", () => {
  test("is a sanction where the question asks for the rule", () => {
    const question = "哪些人过桥要缴通行费？";
    expect([rule, fine, duty].map((one) => asideOf(one, question))).toEqual([0, 1, 1]);
  });

  test("is no sanction where the question asks for one", () => {
    expect([fine, duty].map((one) => asideOf(one, "不缴通行费会怎么处罚？"))).toEqual([0, 0]);
  });

  test("is the rule of a territory that the question does not name", () => {
    expect(asideOf(elsewhere, "过桥要缴通行费吗？")).toBe(1);
    expect(asideOf(elsewhere, "在澳门过桥要缴通行费吗？")).toBe(0);
  });
});
