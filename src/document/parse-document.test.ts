import fc from "fast-check";
import { expect, test } from "vitest";
import type { ParseHints, ParseOutcome } from "./document.ts";
import { parseDocument } from "./parse-document.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const mediaTypeOf = (outcome: ParseOutcome): string =>
  outcome.type === "document" ? outcome.document.mediaType : outcome.code;
const parse = async (text: string, hints: ParseHints = {}): Promise<string> =>
  mediaTypeOf(await parseDocument(utf8(text), hints));

const markdown = "# Title\n\nA text with a [link](https://example.org/) and a list:\n\n- one\n- two\n";
const page =
  "<!doctype html><html><body><main><p>A page of HTML with a sentence in it.</p></main></body></html>";
const csv = "name,fee,days\nadult,130,21\nchild,100,21\nlost,60,14\n";

test.each([
  ["HTML under the name of a text", page, { name: "a.txt" }, "text/html"],
  ["HTML called JSON by its server", page, { contentType: "application/json" }, "text/html"],
  ["a fragment of HTML", "<main><h1>Title</h1><p>One sentence.</p></main>", {}, "text/html"],
  ["Markdown without a name", markdown, {}, "text/markdown"],
  [
    "Markdown that begins with HTML",
    `<div align="center"><img src="x"></div>\n\n${markdown}`,
    { name: "README.md" },
    "text/markdown",
  ],
  ["plain text", "Just a line of text, and nothing else.\n", {}, "text/plain"],
  [
    "prose with a comma in every line",
    "One, two and\nthree, four and\nfive, six and\nseven, eight.\n",
    {},
    "text/plain",
  ],
  ["CSV without a name", csv, {}, "text/csv"],
  ["CSV called HTML", csv, { name: "x.html" }, "text/csv"],
  ["JSON", '{"title":"A","text":"Some text."}', {}, "application/json"],
  ["text that begins with a bracket", "[Note] This is a text.\nIt goes on.\n", {}, "text/plain"],
])("%s is recognised by its content", async (_, text, hints, mediaType) => {
  expect(await parse(text, hints)).toBe(mediaType);
});

test("what has no text is refused with a code", async () => {
  expect(await parse("")).toBe("EMPTY");
  expect(await parse(" \n\t ")).toBe("EMPTY");
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
    "base64",
  );
  expect(mediaTypeOf(await parseDocument(png, { name: "a.txt" }))).toBe("UNSUPPORTED");
  expect(
    mediaTypeOf(
      await parseDocument(
        Uint8Array.from({ length: 500 }, (_, index) => (index * 7) % 32),
        {},
      ),
    ),
  ).toBe("UNSUPPORTED");
});

test("a broken file of a known format is a failure and not an error", async () => {
  expect(mediaTypeOf(await parseDocument(utf8("%PDF-1.7\nnothing of a PDF"), {}))).not.toMatch(/\//);
  const zip = Buffer.concat([
    Buffer.from([0x50, 0x4b, 3, 4]),
    Buffer.from("word/document.xml and then nothing"),
  ]);
  expect(mediaTypeOf(await parseDocument(zip, {}))).not.toMatch(/\//);
});

test("a file above the limit is refused, and of a long text the beginning is read with a warning", async () => {
  const text = utf8("A line of text that is one sentence.\n".repeat(100));
  expect(mediaTypeOf(await parseDocument(text, {}, { maxBytes: 100 }))).toBe("TOO_LARGE");
  const outcome = await parseDocument(text, {}, { maxTextBytes: 1000 });
  if (outcome.type === "failure") throw new Error(outcome.message);
  expect(outcome.document.text.endsWith("one sentence.")).toBe(true);
  expect(outcome.document.text.length).toBeLessThan(1100);
  expect(outcome.document.warnings[0]).toMatch(/^Only the first .* were read/);
});

test("any bytes under any name give an outcome, and passages are exact", async () => {
  const beginnings = [
    "",
    "%PDF-1.4\n",
    "PK\u0003\u0004",
    "<html>",
    "{",
    "---\n",
    "# ",
    "a,b\n",
    "\ufeff",
    "{\\rtf",
    "<?xml version='1.0'?>",
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...beginnings),
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom("a.pdf", "a.docx", "a.html", "a.md", "a.csv", "a.json", "a.epub", "a.xlsx", "a", ""),
      async (beginning, rest, name) => {
        const outcome = await parseDocument(Buffer.concat([Buffer.from(beginning), rest]), { name });
        if (outcome.type === "failure") return;
        const stored = Buffer.from(outcome.document.text);
        for (const { start, end, text } of outcome.document.passages)
          expect(stored.subarray(start, end).toString()).toBe(text);
      },
    ),
    { numRuns: 300 },
  );
});
