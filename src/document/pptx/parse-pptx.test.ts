import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePptx, type PptxOptions } from "../../../test/documents/make-pptx.ts";
import { mutations } from "../../../test/documents/mutate.ts";
import type { ParsedDocument } from "../document.ts";
import { parseDocument } from "../parse-document.ts";
import { parsePptx } from "./parse-pptx.ts";

async function read(options: PptxOptions): Promise<ParsedDocument> {
  const outcome = await parseDocument(makePptx(options), { name: "talk.bin" });
  if (outcome.type === "failure") throw new Error(outcome.message);
  return outcome.document;
}

describe("a presentation", () => {
  it("gives its slides in the order of the talk, with numbers, lists, tables and notes", async () => {
    const document = await read({
      slides: [
        { title: "Snow in the valley", body: ["One line"] },
        {
          title: "Figures",
          body: ["Depth", ["in spring", 1], "Years"],
          rows: [
            ["Year", "cm"],
            ["2025", "41"],
          ],
          notes: "Say that 2026 is missing.",
        },
      ],
    });
    expect(document).toMatchObject({ title: "Snow in the valley", pageCount: 2, published: "2025-03-04" });
    expect(document.text).toBe(
      [
        "## Slide 1: Snow in the valley",
        "One line",
        "## Slide 2: Figures",
        "- Depth\n  - in spring\n- Years",
        "| Year | cm |\n| --- | --- |\n| 2025 | 41 |",
        "> Notes: Say that 2026 is missing.",
      ].join("\n\n"),
    );
    expect(document.passages.map(({ page }) => page)).toEqual([1, 2, 2, 2]);
  });

  it("leaves out what is not shown, and says so", async () => {
    const document = await read({
      slides: [
        {
          title: "Seen",
          xml: '<p:sp><p:nvSpPr><p:cNvPr hidden="1"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>Unseen</a:t></a:r></a:p></p:txBody></p:sp>',
        },
        { title: "Skipped", isHidden: true },
      ],
    });
    expect(document.text).toBe("## Slide 1: Seen");
    expect(document.warnings.join()).toContain("1 slides are not shown");
  });

  it("reads shapes in groups, line breaks, links, and what is said of pictures", async () => {
    const run = (text: string, properties = ""): string =>
      `<a:r><a:rPr>${properties}</a:rPr><a:t>${text}</a:t></a:r>`;
    const grouped = `<p:grpSp><p:sp><p:nvSpPr><p:cNvPr/></p:nvSpPr><p:txBody><a:p>${run("First")}<a:br/>${run("second", '<a:hlinkClick r:id="link1"/>')}</a:p></p:txBody></p:sp></p:grpSp>`;
    const picture = '<p:pic><p:nvPicPr><p:cNvPr id="4" descr="A chart of depths"/></p:nvPicPr></p:pic>';
    const document = await read({ slides: [{ xml: grouped + picture, links: ["https://example.org/a"] }] });
    expect(document.text).toBe("## Slide 1\n\nFirst\nsecond\n\n[Picture: A chart of depths]");
    expect(document.links).toEqual([{ text: "second", url: "https://example.org/a" }]);
  });

  it("says what is wrong with a file that is none", () => {
    expect(parsePptx(new TextEncoder().encode("PK nothing"), {})).toMatchObject({ code: "CORRUPT" });
    expect(parsePptx(makePptx({ slides: [] }), {})).toMatchObject({ code: "EMPTY" });
  });

  it("ends as a document or a failure, however the file is damaged", () => {
    const original = makePptx({ slides: [{ title: "Works", body: ["a", "b"], notes: "n", rows: [["x"]] }] });
    fc.assert(
      fc.property(mutations(original), (damaged) => {
        expect(["document", "failure"]).toContain(parsePptx(damaged, {}).type);
      }),
      { numRuns: 100 },
    );
  });
});
