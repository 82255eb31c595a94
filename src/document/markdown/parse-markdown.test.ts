import fc from "fast-check";
import { expect, test } from "vitest";
import type { ParsedDocument } from "../document.ts";
import { parseMarkdown } from "./parse-markdown.ts";

function parse(text: string, name?: string): ParsedDocument {
  const outcome = parseMarkdown(text, name === undefined ? {} : { name });
  if (outcome.type === "failure") throw new Error(outcome.message);
  return outcome.document;
}

test("front matter gives title, authors and dates, and is no part of the text", () => {
  const document = parse(
    '---\ntitle: "A: title"\nauthors:\n  - Ann Lee\n  - Bo Ray\ndate: 2024-03-05\nlang: en\n---\n\nText of it.\n',
  );
  expect(document).toMatchObject({
    title: "A: title",
    authors: ["Ann Lee", "Bo Ray"],
    published: "2024-03-05",
    text: "Text of it.",
  });
});

test("a rule at the beginning is not front matter", () => {
  expect(parse("---\n\nText of it.\n\n---\n\nMore.").text).toBe("Text of it.\n\nMore.");
});

test("headings of both kinds, nested lists, tables, code and quotations keep their structure", () => {
  const source = `Title
=====

Section
-------

Text with *emphasis*, \`code\` and a [link](/a "t").

1. one
   - inner
2. two

| A | B |
|---|---|
| 1 | x \\| y |

\`\`\`js
a();
\`\`\`

> quoted
> text
`;
  const document = parse(source);
  expect(document.title).toBe("Title");
  expect(document.text).toBe(`# Title

## Section

Text with emphasis, code and a link.

1. one
   - inner
2. two

| A | B |
| --- | --- |
| 1 | x \\| y |

\`\`\`js
a();
\`\`\`

> quoted text`);
  expect(document.links).toEqual([{ text: "link", url: "/a" }]);
  expect(document.passages.every((passage) => passage.headingPath.join() === "Section")).toBe(true);
});

test("comments are dropped and counted, and HTML in the text is read as text", () => {
  const document = parse(
    "Text.<!-- secret --> More.\n\n<!-- hidden\nlines -->\n\n<div>Shown <b>text</b></div>\n",
  );
  expect(document.text).toBe("Text. More.\n\nShown text");
  expect(document.hiddenCharacters).toBeGreaterThan(15);
});

test("a Chinese law has its chapters as headings, its clauses as passages and the date of its version", () => {
  const law = `# 中华人民共和国价格法

1997年12月29日 第八届全国人民代表大会常务委员会第二十九次会议通过

2009年8月27日 第十一届全国人民代表大会常务委员会第十次会议修正

2010年1月1日 施行

2011年5月5日 起草说明

<!-- INFO END -->

## 第一章 总则

第一条 为了规范价格行为，根据2012年3月1日公布的规定，制定本法。

第二条 在中华人民共和国境内发生的价格行为，适用本法。

本法所称价格包括商品价格和服务价格。
第三条 国家实行价格机制。
`;
  const document = parse(law);
  expect(document).toMatchObject({ title: "中华人民共和国价格法", published: "2009-08-27", language: "zh" });
  expect(document.passages.slice(1).map(({ text, headingPath }) => [headingPath[0], text])).toEqual([
    ["第一章 总则", "第一条 为了规范价格行为，根据2012年3月1日公布的规定，制定本法。"],
    [
      "第一章 总则",
      "第二条 在中华人民共和国境内发生的价格行为，适用本法。\n\n本法所称价格包括商品价格和服务价格。",
    ],
    ["第一章 总则", "第三条 国家实行价格机制。"],
  ]);
  expect(parse(law, "价格法(2019-03-02).md").published).toBe("2019-03-02");
  expect(parse(law, "价格法(1997-12-29).md").published).toBe("2009-08-27");
});

test("any text is read without an error", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "# ",
      "\n",
      "\n\n",
      "- ",
      "1. ",
      "> ",
      "```",
      "|a|b|\n|-|-|\n",
      "<div>",
      "<!--",
      "-->",
      "[x](y)",
      "**",
      "_",
      "![",
      "    ",
      "---\n",
      "a: b\n",
    ),
    fc.string({ unit: "binary", maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 50 }), (parts) => {
      const outcome = parseMarkdown(parts.join(""), {});
      if (outcome.type === "failure") expect(outcome.code).toBe("EMPTY");
    }),
  );
});
