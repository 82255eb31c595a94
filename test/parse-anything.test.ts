import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Passage } from "../src/core/source.ts";
import type { ParseOutcome } from "../src/document/document.ts";
import { parseDocument } from "../src/document/parse-document.ts";
import { ingest } from "../src/ingest/ingest.ts";
import { openLibrary } from "../src/retrieval/library.ts";
import { makePdf } from "./documents/make-pdf.ts";
import { verifies } from "./promises.ts";

/** A document whose passages are exactly its bytes, or a failure with a reason. */
function expectSound(outcome: ParseOutcome): void {
  if (outcome.type === "failure") {
    expect(outcome.code).toMatch(/^[A-Z_]+$/);
    expect(outcome.message).not.toBe("");
    return;
  }
  expectExact(outcome.document);
}

function expectExact(document: { readonly text: string; readonly passages: readonly Passage[] }): void {
  const bytes = Buffer.from(document.text);
  for (const { start, end, text } of document.passages) {
    if (bytes.subarray(start, end).toString("utf8") !== text) throw new Error("a passage is not its bytes");
  }
}

/** Cuts, doubles, overwrites and splices bytes, at places that `fc` chooses and shrinks. */
const mutations = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 200 }),
    how: fc.constantFrom("cut" as const, "double" as const, "overwrite" as const, "splice" as const),
    bytes: fc.uint8Array({ maxLength: 40 }),
  }),
  { minLength: 1, maxLength: 12 },
);

function mutate(
  original: Buffer,
  changes: typeof mutations extends fc.Arbitrary<infer T> ? T : never,
): Buffer {
  let bytes = original;
  for (const { at, length, how, bytes: fresh } of changes) {
    const start = Math.floor(at * bytes.length);
    const [head, part, tail] = [
      bytes.subarray(0, start),
      bytes.subarray(start, start + length),
      bytes.subarray(start + length),
    ];
    if (how === "cut") bytes = Buffer.concat([head, tail]);
    else if (how === "double") bytes = Buffer.concat([head, part, part, tail]);
    else if (how === "overwrite")
      bytes = Buffer.concat([head, Buffer.alloc(part.length, fresh[0] ?? 0), tail]);
    else bytes = Buffer.concat([head, fresh, part, tail]);
  }
  return bytes;
}

const page = `<!doctype html><html lang="en"><head><title>Rules &amp; fees</title><style>.h{display:none}</style>
<script type="application/ld+json">{"@type":"Article","datePublished":"2024-05-06"}</script></head><body><nav><a href="/">Home</a></nav>
<main><h1>Rules &amp; fees</h1><p>A late return costs <b>20 cents</b> a day.<p class="h">hidden</p><ul><li>one<li>two<ol><li>deep</ol></ul>
<table><tr><th>Day<th>Fee<tr><td colspan=2>all<td rowspan=0>5</table><pre>a  b</pre><svg><title>x</title></svg><template><p>t</template>
<p>护照遗失的，应当立即报告。<!-- c --><math><mi>x</mi></math><select><option>o</select></main></body></html>`;

const hostile: Readonly<Record<string, string>> = {
  nothing: "",
  "a null byte": "\u0000",
  "tags that never close": "<div>".repeat(20_000),
  "formatting that multiplies": `${Array.from({ length: 300 }, (_, at) => `<b id=${at}>`).join("")}${"<p>x".repeat(300)}`,
  "one tag with very many attributes": `<p ${Array.from({ length: 20_000 }, (_, at) => `a${at}=1`).join(" ")}>x</p>`,
  "tables in tables": "<table><tr><td>".repeat(500),
  "a million of one letter": "a".repeat(1_000_000),
  "broken entities": "&#x110000; &#xD800; &nosuch; &#99999999999; &amp".repeat(500),
  "lone surrogates and direction marks": "<p>\ud800 \u202e txet \u2066 \u{e0041}</p>",
  "a frameset": "<frameset><frame src=x></frameset>",
  "a plaintext that swallows the rest": "<p>a<plaintext></p><script>x</script>",
};

describe(`HTML ${verifies("parse.html")}`, () => {
  const parse = (bytes: Uint8Array) =>
    parseDocument(bytes, { contentType: "text/html", baseUrl: "https://example.org/" });

  it("is read where it is sound", async () => {
    const outcome = await parse(Buffer.from(page));
    expect(outcome).toMatchObject({ type: "document", document: { title: "Rules & fees" } });
    expectSound(outcome);
  });

  it.each(Object.entries(hostile))("ends with a document or a reason: %s", async (_, html) => {
    expectSound(await parse(Buffer.from(html)));
  });

  it("ends with a document or a reason whatever its bytes", { timeout: 120_000 }, async () => {
    const original = Buffer.from(page);
    await fc.assert(
      fc.asyncProperty(mutations, async (changes) => expectSound(await parse(mutate(original, changes)))),
      { numRuns: 400 },
    );
  });
});

describe(`PDF ${verifies("parse.pdf")}`, () => {
  const original = Buffer.from(
    makePdf([
      {
        texts: [
          { text: "Rules and fees", x: 72, y: 720, size: 18 },
          { text: "A late return costs 20 cents a day.", x: 72, y: 690, size: 10 },
        ],
      },
      { texts: [{ text: "After 60 days an item counts as lost.", x: 72, y: 720, size: 10 }] },
    ]),
  );

  /** Reads many files the way the product does: in workers, each with its time and memory. */
  async function read(files: readonly Buffer[]) {
    const folder = mkdtempSync(path.join(tmpdir(), "deepwell-pdf-"));
    for (const [at, bytes] of files.entries()) writeFileSync(path.join(folder, `${at}.pdf`), bytes);
    const library = openLibrary(":memory:");
    const signal = AbortSignal.timeout(280_000);
    const summary = await ingest({ paths: [folder], library, signal, timeoutMs: 10_000 });
    const records = [...library.files().values()];
    const documents = records.flatMap((record) =>
      record.sourceIds.map((id) => ({ text: library.text(id) ?? "", passages: library.passages(id) })),
    );
    library.close();
    return { summary, records, documents };
  }

  it("is read where it is sound", async () => {
    const { summary, documents } = await read([original]);
    expect(summary.failures).toEqual([]);
    expect(documents[0]?.text).toContain("20 cents a day");
  });

  it("ends with a document or a reason whatever its bytes, and never with a hang", {
    timeout: 300_000,
  }, async () => {
    const mutants = fc
      .sample(mutations, { numRuns: 150, seed: 7 })
      .map((changes) => mutate(original, changes));
    const cuts = Array.from({ length: 20 }, (_, at) =>
      original.subarray(0, Math.floor((at / 20) * original.length)),
    );
    const { summary, records, documents } = await read([...mutants, ...cuts]);
    expect(records).toHaveLength(170);
    for (const document of documents) expectExact(document);
    for (const record of records)
      expect(record.sourceIds.length > 0 || (record.failure ?? "") !== "").toBe(true);
    expect(summary.failures.filter(({ message }) => /time|second|crash/i.test(message))).toEqual([]);
    // The mutations reach the parser: some files survive them, some do not.
    expect(documents.filter(({ text }) => text.includes("counts as lost")).length).toBeGreaterThan(5);
    expect(summary.failures.length).toBeGreaterThan(5);
  });
});
