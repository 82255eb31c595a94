import fc from "fast-check";
import { expect, test } from "vitest";
import type { ParsedDocument } from "../document.ts";
import { parseHtml } from "./parse-html.ts";

function parse(html: string, baseUrl = "https://example.org/news/story.html"): ParsedDocument {
  const outcome = parseHtml(html, { baseUrl });
  if (outcome.type === "failure") throw new Error(outcome.message);
  return outcome.document;
}

const paragraph = (topic: string): string =>
  `<p>The council said on Monday that ${topic} would be looked at again before the summer, as people who live nearby had asked. Nothing has been decided yet.</p>`;
const body = ["the bridge", "the harbour", "the old mill", "the school"].map(paragraph).join("\n");

const article = `<!doctype html><html lang="en"><head><title>Bridge to be repaired | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example"><meta property="og:type" content="article">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Bridge to be repaired",
"datePublished":"2024-03-05T09:00:00+01:00","dateModified":"2024-03-06","author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bo Ray"}]}</script>
<link rel="canonical" href="/news/bridge"></head><body>
<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to make this site better. By going on you agree to our use of them.</p></div>
<main><article><h1>Bridge to be repaired</h1><div class="byline">By Ann Lee and Bo Ray</div>
<div class="article-body">${body}
<div class="newsletter-signup"><p>Sign up for our newsletter and get the best of our stories every morning, for free.</p></div>
<h2>What comes next</h2><p>Work is to begin in May. See the <a href="../plans/bridge.html">plans</a> and <a href="javascript:void(0)">this</a>.</p>
<p>Read more: <a href="/other">Another story that has nothing to do with it</a></p></div></article>
<aside><h3>Most read</h3><p>A long story about something else that many people have read today, they say.</p></aside>
<section id="comments"><div class="comment"><p>I have lived here for forty years and I have never seen anything like this bridge. It is a shame, really.</p></div>
<div class="comment"><p>They should have done that a long time ago, but nobody ever listens to us, do they? I am not surprised.</p></div></section></main>
<footer><p>© The Daily Example. All rights reserved. Do not copy our stories without asking us first.</p></footer></body></html>`;

test("an article is kept and what its site puts around it is not", () => {
  const { text } = parse(article);
  expect(text).toContain("the old mill would be looked at again");
  expect(text).toContain("## What comes next\n\nWork is to begin in May.");
  for (const noise of [
    "cookies",
    "newsletter",
    "Most read",
    "something else",
    "forty years",
    "All rights",
    "Sport",
    "Another story",
    "By Ann",
  ])
    expect(text).not.toContain(noise);
});

test("title, authors, publisher, dates, language and address are read from markup", () => {
  expect(parse(article)).toMatchObject({
    title: "Bridge to be repaired",
    authors: ["Ann Lee", "Bo Ray"],
    publisher: "The Daily Example",
    published: "2024-03-05",
    modified: "2024-03-06",
    language: "en",
    canonicalUrl: "https://example.org/news/bridge",
    mediaType: "text/html",
  });
});

test("links of the text are absolute, and script links are none", () => {
  expect(parse(article).links).toEqual([{ text: "plans", url: "https://example.org/plans/bridge.html" }]);
});

test("structured data with raw line breaks and a comma too many is still read", () => {
  const broken = `<script type="application/ld+json">{"@type":"BlogPosting","headline":"A\n title","datePublished":"2021-02-03",}</script>`;
  expect(parse(`${broken}<article>${body}</article>`).published).toBe("2021-02-03");
});

test.each([
  ["the hidden attribute", "<div hidden>SECRET words</div>"],
  ["display: none", '<div style="display: none">SECRET words</div>'],
  ["visibility: hidden", '<p style="color:red;visibility:hidden">SECRET words</p>'],
  ["aria-hidden", '<p aria-hidden="true">SECRET words</p>'],
  ["no size", '<p style="font-size:0">SECRET words</p>'],
  ["no opacity", '<span style="opacity: 0.0">SECRET words</span>'],
  ["a place off the page", '<p style="position:absolute;left:-9999px">SECRET words</p>'],
  ["the colour of the ground", '<p style="color:#fff;background:#fff">SECRET words</p>'],
  ["a clipped box", '<p style="height:0;width:0;overflow:hidden">SECRET words</p>'],
  ["a class of the page's own style sheet", '<style>.x1{display:none}</style><p class="x1">SECRET words</p>'],
  ["a class for screen readers", '<p class="sr-only">SECRET words</p>'],
  ["a closed dialog", "<dialog>SECRET words</dialog>"],
  ["a comment", "<!-- SECRET words -->"],
])("text hidden by %s is dropped and counted", (_, hidden) => {
  const document = parse(`<article><h1>A title here</h1>${body}${hidden}${body}</article>`);
  expect(document.text).not.toContain("SECRET");
  expect(document.hiddenCharacters).toBe("SECRET words".length);
});

test("a collapsed section that a button opens is not hidden", () => {
  const html = `<main><h1>Agencies</h1><h2><button aria-controls="a1">Mint</button></h2>
    <div id="a1" hidden="until-found"><p>The Mint makes coins. Call 1-800-872-6468 for help with an order.</p></div></main>`;
  const document = parse(html);
  expect(document.text).toBe("## Mint\n\nThe Mint makes coins. Call 1-800-872-6468 for help with an order.");
  expect(document.hiddenCharacters).toBe(0);
});

test("a style sheet for print hides nothing, and a page that hides all its text until a script runs is read", () => {
  expect(
    parse(`<style>@media print{.b{display:none}}</style><article class="b">${body}</article>`).text,
  ).toContain("harbour");
  expect(parse(`<div style="opacity:0"><article>${body}</article></div>`).text).toContain("harbour");
});

test("a template is not shown, except one that a browser shows at once", () => {
  const html = `<article>${body}<template>SECRET</template><x-box><template shadowrootmode="open"><p>Shown at once, as a part of this article.</p></template></x-box>${body}</article>`;
  const { text } = parse(html);
  expect(text).toContain("Shown at once");
  expect(text).not.toContain("SECRET");
});

test("lists keep their nesting and numbers", () => {
  const html = `<article>${body}<p>You need:</p><ol start="3"><li>a form<ul><li>signed</li></ul></li><li value="7">a photo</li></ol>
    <ol type="a"><li>one</li><li>two</li></ol>${body}</article>`;
  const { text } = parse(html);
  expect(text).toContain("You need:\n\n3. a form\n   - signed\n7. a photo\n\na. one\nb. two");
});

test("data tables stay tables, with spans filled in", () => {
  const html = `<article>${body}<table><caption>Fees</caption><tr><th>Kind</th><th colspan="2">Fee</th></tr>
    <tr><td rowspan="2">Adult</td><td>new</td><td>$130</td></tr><tr><td>old | worn</td><td>$30</td></tr></table>${body}</article>`;
  const { text, passages } = parse(html);
  expect(text).toContain(
    "Fees\n\n| Kind | Fee | Fee |\n| --- | --- | --- |\n| Adult | new | $130 |\n| Adult | old \\| worn | $30 |",
  );
  expect(passages.some((passage) => passage.kind === "table")).toBe(true);
});

test("tables that only arrange the page are read as text", () => {
  const html = `<table><tr><td><table><tr><td>${body}</td></tr></table></td></tr></table>`;
  const { text } = parse(html);
  expect(text).not.toContain("|");
  expect(text).toContain("the harbour would");
});

test("code, quotations and numbered captions are kept as what they are", () => {
  const html = `<article>${body}<pre><code class="language-js">const a = 1;\n  b();</code></pre>
    <blockquote><p>First line of it.</p><p>Second line of it.</p></blockquote>
    <figure><img src="a.png"><figcaption>Figure 2: Traffic on the bridge by hour.</figcaption></figure>${body}</article>`;
  const { text } = parse(html);
  expect(text).toContain("```js\nconst a = 1;\n  b();\n```");
  expect(text).toContain("> First line of it.\n> Second line of it.");
  expect(text).toContain("Figure 2: Traffic on the bridge by hour.");
});

test("a page of labels and values is kept whole, without its navigation", () => {
  const html = `<main><nav><ol><li><a href="/">Home</a></li><li>Mint</li></ol></nav><aside><ul><li><a href="/x">Other agencies</a></li></ul></aside>
    <h1>U.S. Mint</h1><p>The Mint makes coins for the whole country, and sells medals and sets of coins to collectors.</p><h2>Website</h2><a href="https://example.gov/">U.S. Mint</a>
    <h2>Phone</h2><p>1-800-872-6468</p><p class="updated">Last updated: March 3, 2024</p><div id="share"><a href="https://x.example/">Share</a></div>
    <div><h2>Have a question?</h2><p>Ask a real person any question for free.</p></div><a href="#top">Top</a></main>`;
  const document = parse(html);
  expect(document.text).toBe(
    "The Mint makes coins for the whole country, and sells medals and sets of coins to collectors.\n\n## Website\n\nU.S. Mint\n\n## Phone\n\n1-800-872-6468",
  );
  expect(document.modified).toBe("2024-03-03");
});

test("teaser cards are dropped beside an article and kept on a page that has nothing else", () => {
  const cards = ["One", "Two", "Three", "Four"]
    .map(
      (name) =>
        `<div class="card"><h3><a href="/${name}">${name} of our stories</a></h3><p>Here is in short what this story says, so that you read it.</p></div>`,
    )
    .join("");
  expect(
    parse(`<body><article><h1>Title</h1>${body}</article><div>${cards}</div></body>`).text,
  ).not.toContain("of our stories");
  expect(parse(`<body><div>${cards}</div></body>`).text).toContain("Two of our stories");
});

test("sections of one template under headings of their own are kept, with their links", () => {
  const agencies = ["Mint", "Census", "Parks", "Mail"].map(
    (name) => `<h2><button aria-controls="a-${name}">${name} Office</button></h2>
<div class="panel" id="a-${name}" hidden><p>The ${name} Office looks after everything that has to do with it, and it
answers what people ask about that, in writing and at its counters, on all working days of the year.</p>
<p>Most of what it does is laid down by law, and it reports to the legislature about its work once in a year.</p>
<div class="field"><p>Website:</p><p><a href="/${name}">${name} home page</a></p></div>
<div class="field"><p>Offices:</p><p><a href="/${name}/near">Find one near you</a></p></div>
<div class="field"><p>Phone:</p><p><a href="tel:1">1-800-555-0100</a></p></div></div>`,
  );
  const { text } = parse(
    `<html lang="en"><body><main><h1>All offices</h1>${body}${body}${agencies.join("")}</main></body></html>`,
  );
  expect(text.match(/looks after everything/g)).toHaveLength(4);
  expect(text.match(/Find one near you/g)).toHaveLength(4);
});

test("a Chinese page is read like any other", () => {
  const sentence = "市政府周一表示，将在夏天之前重新研究这座桥的维修方案，附近居民此前多次提出要求。";
  const html = `<html lang="zh-CN"><head><title>大桥将维修_示例新闻网</title><meta charset="utf-8"></head><body><div class="nav"><a href="/">首页</a><a href="/a">新闻</a></div>
    <div class="article"><h1>大桥将维修</h1><div class="info">2024年3月5日 来源：示例新闻网</div><div class="TRS_Editor"><p>　　${sentence}</p><p>　　${sentence.repeat(3)}</p></div></div>
    <div class="footer">版权所有 示例新闻网 未经许可不得转载，违者必究，联系电话见首页。</div></body></html>`;
  const document = parse(html);
  expect(document).toMatchObject({ title: "大桥将维修", language: "zh", published: "2024-03-05" });
  expect(document.text).toContain(sentence);
  expect(document.text).not.toContain("版权所有");
  expect(document.text).not.toContain("首页");
});

test("a page without text is EMPTY, and one with only a heading is that heading", () => {
  expect(parseHtml("<html><body><script>let a;</script></body></html>", {})).toMatchObject({
    type: "failure",
    code: "EMPTY",
  });
  expect(parse("<h1>Closed today</h1>").text).toContain("Closed today");
});

test("pages made to be hard to read are read", () => {
  const deep = parse(`${"<div>".repeat(20_000)}<p>At the bottom of it all there is a text.</p>`);
  expect(deep.text).toContain("At the bottom of it all there is a text.");
  expect(deep.warnings).toHaveLength(1);
  const links = Array.from(
    { length: 20_000 },
    (_, index) => `<a href="/${index}">Page number ${index}</a> `,
  ).join("");
  expect(parse(`<div>${links}</div>`).text).toContain("Page number 19999");
  expect(parse(`<p>${"word ".repeat(1_000_000)}</p>`).text.length).toBeGreaterThan(4_900_000);
  expect(parse(`<p ${"a='1' ".repeat(20_000)}>A text with very many attributes.</p>`).text).toBe(
    "A text with very many attributes.",
  );
  expect(parse(`${"<b>".repeat(1_000)}${"<p>x y z".repeat(1_000)}`).text).toContain("x y z");
});

const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td colspan=99999999>",
        "<td rowspan=-1>",
        "</table>",
        "<h1>",
        "</h2>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<a href='http://[x'>",
        "<a href='//'>",
        "</a>",
        "<base href='::'>",
        "&#xFFFFFF;",
        "&#0;",
        "<blockquote>",
        "<pre>",
        "<ol start=999999999999>",
        "<article>",
        "<svg>",
        "<math>",
        "<![CDATA[",
        "<br><br>",
        "<title>",
        "<main>",
        "\0",
        "<html lang='*'>",
        "<meta property=og:title content='T'>",
        "<dl><dt>",
        "<dd>",
        "A sentence that is long enough to count as prose, is it not?",
        "<b hidden>",
        "<p style='display:none'>",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

test("any markup gives a document with exact passages, or a failure, and never an error", () => {
  fc.assert(
    fc.property(soup, (html) => {
      const outcome = parseHtml(html, { baseUrl: "https://example.org/" });
      if (outcome.type === "failure") return;
      const { text, passages } = outcome.document;
      const bytes = Buffer.from(text);
      for (const passage of passages)
        expect(bytes.subarray(passage.start, passage.end).toString()).toBe(passage.text);
    }),
    { numRuns: 500 },
  );
});
