import { describe, expect, it } from "vitest";
import { mutantsOf, soundPage } from "../prove/parse/mutants.ts";
import { htmlProblem } from "../prove/parse/parse-html.ts";
import { readPdfs, soundPdf } from "../prove/parse/parse-pdf.ts";
import { outcomeProblem } from "../prove/parse/sound-outcome.ts";
import { parseDocument } from "../src/document/parse-document.ts";
import { verifies } from "./promises.ts";

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
  it("is read where it is sound", async () => {
    const outcome = await parseDocument(Buffer.from(soundPage), { contentType: "text/html" });
    expect(outcome).toMatchObject({ type: "document", document: { title: "Rules & fees" } });
    expect(await htmlProblem(Buffer.from(soundPage))).toBeUndefined();
  });

  it.each(Object.entries(hostile))("ends with a document or a reason: %s", async (_, html) => {
    const outcome = await parseDocument(Buffer.from(html), { contentType: "text/html" });
    expect(outcomeProblem(outcome)).toBeUndefined();
  });

  it("ends with a document or a reason whatever its bytes", { timeout: 120_000 }, async () => {
    for (const bytes of mutantsOf(Buffer.from(soundPage), { count: 400, seed: 1 }))
      expect(await htmlProblem(bytes)).toBeUndefined();
  });
});

describe(`PDF ${verifies("parse.pdf")}`, () => {
  it("is read where it is sound", async () => {
    const { summary, texts } = await readPdfs([soundPdf]);
    expect(summary.failures).toEqual([]);
    expect(texts[0]).toContain("20 cents a day");
  });

  it("ends with a document or a reason whatever its bytes, and never with a hang", {
    timeout: 300_000,
  }, async () => {
    const mutants = mutantsOf(soundPdf, { count: 150, seed: 7 });
    const cuts = Array.from({ length: 20 }, (_, at) =>
      soundPdf.subarray(0, Math.floor((at / 20) * soundPdf.length)),
    );
    const { summary, problems, texts } = await readPdfs([...mutants, ...cuts]);
    expect(problems).toEqual([]);
    // The mutations reach the parser: some files survive them, some do not.
    expect(texts.filter((text) => text.includes("counts as lost")).length).toBeGreaterThan(5);
    expect(summary.failures.length).toBeGreaterThan(5);
  });
});
