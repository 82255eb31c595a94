import fc from "fast-check";
import { expect, test } from "vitest";
import type { ParsedDocument } from "../document.ts";
import { parseText } from "./parse-text.ts";

function parse(text: string): ParsedDocument {
  const outcome = parseText(text, {});
  if (outcome.type === "failure") throw new Error(outcome.message);
  return outcome.document;
}

test("wrapped lines are joined, and lines of their own are kept apart", () => {
  const wrapped =
    "This part covers the scope of the work. It is wrapped at a\ncolumn of sixty characters or so, as people do who write it\nby hand.";
  expect(parse(wrapped).text).toBe(wrapped.replaceAll("\n", " "));
  expect(parse("First sentence is here.\nSecond sentence is here.\n").text).toBe(
    "First sentence is here.\n\nSecond sentence is here.",
  );
  expect(parse("Write to:\n\nAnn Lee\n1 High Street\nOldtown\n\nThank you for that.").text).toContain(
    "Ann Lee\n1 High Street\nOldtown",
  );
});

test("Chinese lines are joined without a space", () => {
  const text =
    "本法所称价格包括商品价格和服务价格，商品价格是指各类有形产\n品和无形资产的价格，服务价格是指各类有偿服务的收费标准及\n其他。";
  expect(parse(text).text).toBe(text.replaceAll("\n", ""));
});

test("chapters, numbers, capitals and underlines make headings", () => {
  const document = parse(
    "THE WIDGET ACT\n\nAn Act about widgets.\n\nCHAPTER 1\n\nGeneral Provisions\n\nSection 1. Short title. This is the Act.\n\n1.2 Scope of it\n\nText of the scope.\n\nNotes on it\n-----------\n\nA note.\n",
  );
  expect(document.title).toBe("THE WIDGET ACT");
  expect(document.passages.map((passage) => passage.headingPath)).toEqual([
    [],
    ["CHAPTER 1 General Provisions"],
    ["CHAPTER 1 General Provisions", "1.2 Scope of it"],
    ["Notes on it"],
  ]);
});

test("a sentence that begins with a chapter's number is no heading", () => {
  expect(
    parse(
      "A text.\n\n第一章规定了总则，第二章规定了罚则。\n\nChapter 1 of the book is about this, and it is long.",
    ).text,
  ).not.toContain("#");
});

test("a Chinese law as plain text has headings, clauses and a date like one in Markdown", () => {
  const law = `中华人民共和国价格法
（1997年12月29日第八届全国人民代表大会常务委员会第二十九次会议通过）
目　录
第一章　总则
第二章　价格行为
第三章　附则
第一章　总则
　　第一条　为了规范价格行为，制定本法。
　　第二条　本法适用于下列行为：
　　（一）定价；
　　（二）调价。
第二章　价格行为
　　第三条　经营者定价应当公平。
第三章　附则
　　第四条　本法自1998年5月1日起施行。
`;
  const document = parse(law);
  expect(document).toMatchObject({ title: "中华人民共和国价格法", published: "1997-12-29" });
  const clauses = document.passages.filter(
    (passage) => passage.text.startsWith("第") && passage.kind === "paragraph",
  );
  expect(clauses.map(({ text, headingPath }) => [headingPath.at(-1), text])).toEqual([
    ["第一章 总则", "第一条　为了规范价格行为，制定本法。"],
    ["第一章 总则", "第二条　本法适用于下列行为：\n\n（一）定价；\n\n（二）调价。"],
    ["第二章 价格行为", "第三条　经营者定价应当公平。"],
    ["第三章 附则", "第四条　本法自1998年5月1日起施行。"],
  ]);
});

test("lists keep items, nesting and numbers", () => {
  expect(parse("You need:\n\n1. a form that\n   is signed\n2. a photo\n   - in colour\n").text).toBe(
    "You need:\n\n1. a form that is signed\n2. a photo\n   - in colour",
  );
});

test("any text keeps its letters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
      const outcome = parseText(text, {});
      const letters = (one: string): string => one.replace(/[^\p{L}\p{N}]/gu, "");
      const kept = outcome.type === "document" ? outcome.document.text : "";
      expect(letters(kept)).toBe(letters(text));
    }),
  );
});
