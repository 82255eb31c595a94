import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inlinesOf, markedText, plainText, sliceInlines } from "./inline-text.ts";
import { parseAnswer } from "./parse-answer.ts";

const text = (markdown: string) =>
  parseAnswer(markdown)
    .flatMap(inlinesOf)
    .map((inlines) => markedText(inlines));

describe("parseAnswer", () => {
  test.each([
    ["a \\cite{web_00000001}", "a \\cite{web_00000001}"],
    ["a \\\\cite{web_00000001, web_00000002}", "a \\cite{web_00000001,web_00000002}"],
    ["a \\citep{web_00000001;web_00000001}.", "a \\cite{web_00000001}."],
    ["a [web_00000001] b", "a \\cite{web_00000001} b"],
    ["a （web_00000001、web_00000002）b", "a \\cite{web_00000001,web_00000002}b"],
    ["a web_00000001.", "a \\cite{web_00000001}."],
    ["a \\cite{}", "a \\cite{}"],
    ["*a \\cite{web_0000000a}*", "a \\cite{web_0000000a}"],
  ])("reads the citation in %s", (markdown, expected) => {
    expect(text(markdown)).toEqual([expected]);
  });

  test("removes citations from code, where nothing can be cited", () => {
    expect(text("`x \\cite{web_00000001}` y")).toEqual(["x  y"]);
    expect(parseAnswer("```js\nlet a; \\cite{web_00000001}\n```")).toEqual([
      { type: "code", text: "let a; ", language: "js" },
    ]);
  });

  test("leaves out raw HTML and images but keeps their text", () => {
    expect(text('a <b onclick="x()">bold</b> ![alt text](https://evil.example/x.png) end')).toEqual([
      "a bold alt text end",
    ]);
    expect(text("<div>hello <script>alert(1)</script><i>you</i></div>")).toEqual(["hello you"]);
    expect(text("<script>alert(1)</script>")).toEqual([]);
    expect(text("<!-- hidden -->")).toEqual([]);
  });

  test("reads emphasis that ends in Chinese punctuation", () => {
    expect(text("**试用期：**最长六个月")).toEqual(["试用期：最长六个月"]);
  });

  test("joins wrapped lines with a space, Chinese ones without", () => {
    expect(text("one\ntwo")).toEqual(["one two"]);
    expect(text("第一行，\n第二行")).toEqual(["第一行，第二行"]);
  });

  test("removes characters that only deceive", () => {
    expect(text("a\u202eb\u200bc\u{e0041}d")).toEqual(["abcd"]);
  });

  test("reads nested lists, tables and quotes", () => {
    const blocks = parseAnswer("3. a\n   - b\n\n| x | y |\n|:--|--:|\n| 1 | 2 |\n\n> q\n");
    expect(blocks.map((block) => block.type)).toEqual(["list", "table", "quote"]);
    expect(blocks[0]).toMatchObject({ ordered: true, start: 3 });
    expect(blocks[1]).toMatchObject({
      alignments: ["left", "right"],
      rows: [{ cells: [[{ text: "1" }], [{ text: "2" }]] }],
    });
  });

  test("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (markdown) => {
        parseAnswer(markdown);
      }),
    );
  });
});

describe("sliceInlines", () => {
  test("cutting at any offset keeps every character, and citations whole", () => {
    const [block] = parseAnswer("a **b *c* \\cite{web_00000001} d** `e` [f](https://g.example)");
    const inlines = block === undefined ? [] : (inlinesOf(block)[0] ?? []);
    const whole = plainText(inlines);
    for (let at = 0; at <= markedText(inlines).length; at += 1) {
      const left = sliceInlines(inlines, 0, at);
      const right = sliceInlines(inlines, at, Infinity);
      expect(plainText(left) + plainText(right)).toBe(whole);
      expect(JSON.stringify([left, right]).match(/"citation"/g)).toHaveLength(1);
    }
  });
});
