import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block } from "./block.ts";
import { buildDocument } from "./build-document.ts";
import type { ParsedDocument } from "./document.ts";

const nastyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "第一条 ",
        "中文。",
        "😀",
        "👨‍👩‍👧",
        "\r\n",
        "\n\n",
        "Two words. ",
        "# x",
        "|",
        "- a",
        "\ud800",
        "​",
        "1.2 Abc",
        ":",
      ),
      { maxLength: 400 },
    )
    .map((parts) => parts.join("")),
);
const page = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
const paged = (block: Block, number: number | undefined): Block =>
  number === undefined ? block : { ...block, page: number };
const block: fc.Arbitrary<Block> = fc
  .tuple(
    fc.oneof(
      fc.record({
        type: fc.constant("heading" as const),
        level: fc.integer({ min: 0, max: 9 }),
        text: nastyText,
      }),
      fc.record({ type: fc.constant("paragraph" as const), text: nastyText }),
      fc.record({ type: fc.constant("quote" as const), text: nastyText }),
      fc.record({ type: fc.constant("code" as const), text: nastyText, language: nastyText }),
      fc.record({
        type: fc.constant("list" as const),
        items: fc.array(
          fc.record({ text: nastyText, depth: fc.integer({ min: 0, max: 9 }), marker: nastyText }),
          {
            maxLength: 12,
          },
        ),
      }),
      fc.record({
        type: fc.constant("table" as const),
        rows: fc.array(fc.array(nastyText, { maxLength: 5 }), { maxLength: 12 }),
        header: fc.boolean(),
        caption: nastyText,
      }),
    ),
    page,
  )
  .map(([made, number]) => paged(made, number));

function expectExactRanges(document: ParsedDocument): void {
  const bytes = new TextEncoder().encode(document.text);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let before = 0;
  for (const [index, passage] of document.passages.entries()) {
    expect(passage.index).toBe(index);
    expect(passage.start).toBeGreaterThanOrEqual(before);
    expect(decoder.decode(bytes.subarray(passage.start, passage.end))).toBe(passage.text);
    expect(passage.text.trim()).not.toBe("");
    before = passage.end;
  }
}

const sentences = (count: number, text = "The office is open from nine to five on working days. "): string =>
  text.repeat(count).trim();
const build = (blocks: readonly Block[]): ParsedDocument =>
  buildDocument(blocks, { mediaType: "text/plain" });
const texts = (document: ParsedDocument): readonly string[] =>
  document.passages.map((passage) => passage.text);

test("whatever the blocks, each passage is exactly the bytes of its range", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 20 }), (blocks) => expectExactRanges(build(blocks))),
    { numRuns: 400 },
  );
});

test("nothing of a paragraph is lost between passages", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 6000 }), (text) => {
      const kept = texts(build([{ type: "paragraph", text }])).join("");
      const visible = (one: string): string =>
        one.replace(/[\s\\]|\p{Default_Ignorable_Code_Point}|\p{Cc}/gu, "");
      expect(visible(kept)).toBe(visible(text));
    }),
    { numRuns: 50 },
  );
});

test("a list stays with the sentence that introduces it", () => {
  const document = build([
    { type: "paragraph", text: sentences(8) },
    { type: "paragraph", text: "You need:" },
    { type: "list", items: ["a form", "a photo", "the fee"].map((text) => ({ text, depth: 0 })) },
  ]);
  expect(texts(document)).toEqual([sentences(8), "You need:\n\n- a form\n- a photo\n- the fee"]);
  expect(document.passages[1]?.kind).toBe("list");
});

test("a list that is too long is cut between items and keeps its lead-in with the first", () => {
  const items = Array.from({ length: 60 }, (_, index) => ({ text: `${index} ${sentences(1)}`, depth: 0 }));
  const document = build([
    { type: "paragraph", text: "You need:" },
    { type: "list", items },
  ]);
  expect(document.passages.length).toBeGreaterThan(2);
  expect(texts(document)[0]).toMatch(/^You need:\n\n- 0 /);
  for (const text of texts(document)) expect(text.length).toBeLessThan(1400);
  for (const text of texts(document).slice(1)) expect(text).toMatch(/^- \d+ /);
});

test("long paragraphs are cut at sentence ends, at about 1,200 letters or 500 Chinese characters", () => {
  const english = texts(build([{ type: "paragraph", text: sentences(100) }]));
  for (const text of english) {
    expect(text).toMatch(/days\.$/);
    expect(text.length).toBeLessThanOrEqual(1200);
    expect(text.length).toBeGreaterThan(500);
  }
  const chinese = texts(
    build([{ type: "paragraph", text: "本法自公布之日起施行，由国务院规定。".repeat(100) }]),
  );
  for (const text of chinese) {
    expect(text).toMatch(/规定。$/);
    expect(text.length).toBeLessThanOrEqual(500);
    expect(text.length).toBeGreaterThan(200);
  }
});

test("tiny neighbours join, but never across a heading", () => {
  const document = build([
    { type: "heading", level: 2, text: "Fees" },
    { type: "paragraph", text: "The fee is $30." },
    { type: "paragraph", text: "It is paid once." },
    { type: "heading", level: 2, text: "Time" },
    { type: "paragraph", text: "Two weeks." },
  ]);
  expect(document.passages.map(({ text, headingPath }) => ({ text, headingPath }))).toEqual([
    { text: "The fee is $30.\n\nIt is paid once.", headingPath: ["Fees"] },
    { text: "Two weeks.", headingPath: ["Time"] },
  ]);
});

test("the title is the heading above all others and is in no heading path", () => {
  const document = build([
    { type: "heading", level: 1, text: "Passports" },
    { type: "heading", level: 2, text: "Loss" },
    { type: "heading", level: 3, text: "Abroad" },
    { type: "paragraph", text: "Go to the embassy." },
  ]);
  expect(document.title).toBe("Passports");
  expect(document.passages[0]?.headingPath).toEqual(["Loss", "Abroad"]);
  expect(document.text).toBe("# Passports\n\n## Loss\n\n### Abroad\n\nGo to the embassy.");
});

test("a heading with nothing below it is still a passage", () => {
  const document = build([
    { type: "heading", level: 1, text: "Hours" },
    { type: "heading", level: 2, text: "Closed on Monday" },
    { type: "heading", level: 2, text: "Tuesday" },
    { type: "paragraph", text: "Nine to five." },
    { type: "heading", level: 2, text: "No calls on Friday" },
  ]);
  expect(texts(document)).toEqual(["Closed on Monday", "Nine to five.", "No calls on Friday"]);
  expectExactRanges(document);
});

test("a document that is only a title has it as its passage", () => {
  expect(texts(build([{ type: "heading", level: 1, text: "Notice" }]))).toEqual(["Notice"]);
});

test("every clause begins a passage and keeps its sub-paragraphs", () => {
  const blocks: Block[] = [
    { type: "heading", level: 2, text: "第一章 总则" },
    ...[
      "第一条 为了规范管理，制定本法。",
      "第二条 下列人员适用本法：",
      "（一）公务员；",
      "（二）其他人员。",
      "第三条 本法自公布之日起施行。",
    ].map((text): Block => ({ type: "paragraph", text })),
  ];
  expect(texts(build(blocks))).toEqual([
    "第一条 为了规范管理，制定本法。",
    "第二条 下列人员适用本法：\n\n（一）公务员；\n\n（二）其他人员。",
    "第三条 本法自公布之日起施行。",
  ]);
});

test("a later part of a long clause says in its heading path which clause it is", () => {
  const clauses = [
    "Article 1 Scope.",
    "Article 2 The following rules apply.",
    ...Array(40).fill(sentences(2)),
    "Article 3 End.",
  ];
  const document = build(clauses.map((text): Block => ({ type: "paragraph", text })));
  const second = document.passages.filter((passage) => passage.headingPath.includes("Article 2"));
  expect(second.length).toBeGreaterThan(2);
  expect(document.passages.at(-1)?.text).toBe("Article 3 End.");
});

test("a table stays whole, and one that is huge is repeated with its header", () => {
  const rows = [
    ["State", "Fee"],
    ...Array.from({ length: 400 }, (_, index) => [`State ${index}`, `$${index} | once`]),
  ];
  const small = build([{ type: "table", header: true, rows: rows.slice(0, 30) }]);
  expect(small.passages).toHaveLength(1);
  const large = build([{ type: "table", header: true, rows, caption: "Fees by state" }]);
  expect(large.passages.length).toBeGreaterThan(5);
  for (const passage of large.passages) {
    expect(passage.kind).toBe("table");
    expect(passage.text).toMatch(/^Fees by state\n\n\| State \| Fee \|\n\| --- \| --- \|\n\| State \d+/);
  }
  expect(
    texts(large)
      .join("\n")
      .match(/\\\| once/g),
  ).toHaveLength(400);
});

test("text that looks like a heading or a fence stays text", () => {
  expect(build([{ type: "paragraph", text: "# not a heading\n```" }]).text).toBe("\\# not a heading\n\\```");
  expect(build([{ type: "code", text: "a\n```\nb" }]).text).toBe("````\na\n```\nb\n````");
});

test("hidden characters are dropped from text, title and links, and counted", () => {
  const tags = Array.from("obey", (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join("");
  const document = buildDocument([{ type: "paragraph", text: `Pay​ here${tags}.` }], {
    mediaType: "text/html",
    title: `Fees${tags}`,
    links: [{ text: `here${tags}`, url: "https://example.org/" }],
    hiddenCharacters: 5,
  });
  expect(document.text).toBe("Pay here.");
  expect(document.title).toBe("Fees");
  expect(document.links[0]?.text).toBe("here");
  expect(document.hiddenCharacters).toBe(5 + 1 + 4 + 4 + 4);
});

test("passages keep the page they begin on, and pages do not mix", () => {
  const document = build([
    { type: "paragraph", text: "First page.", page: 1 },
    { type: "paragraph", text: "Second page.", page: 2 },
  ]);
  expect(document.passages.map((passage) => passage.page)).toEqual([1, 2]);
});

test("a clause that goes on over pages gives each of its parts the page it begins on", () => {
  const rules = Array.from(
    { length: 30 },
    (_, index): Block => ({ type: "paragraph", text: sentences(2), page: 1 + Math.floor(index / 10) }),
  );
  const clauses = ["Article 1 Scope.", "Article 2 Terms.", "Article 3 Rules."].map(
    (text): Block => ({ type: "paragraph", text, page: 1 }),
  );
  const pages = build([...clauses, ...rules]).passages.map((passage) => passage.page);
  expect(new Set(pages)).toEqual(new Set([1, 2, 3]));
  expect(pages).toEqual(pages.toSorted((left, right) => (left ?? 0) - (right ?? 0)));
});

test("a hundred thousand paragraphs without a heading are divided like few", () => {
  const blocks = Array.from(
    { length: 100_000 },
    (_, index): Block => ({ type: "paragraph", text: `Line ${index}.` }),
  );
  const document = build(blocks);
  expect(document.passages.length).toBeGreaterThan(1_000);
  expect(document.passages.length).toBeLessThan(8_000);
});
