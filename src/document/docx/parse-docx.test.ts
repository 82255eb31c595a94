import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeDocx, type DocxOptions } from "../../../test/documents/make-docx.ts";
import { mutations } from "../../../test/documents/mutate.ts";
import type { ParsedDocument } from "../document.ts";
import { parseDocx } from "./parse-docx.ts";

async function read(options: DocxOptions): Promise<ParsedDocument> {
  const outcome = await parseDocx(makeDocx(options), {});
  if (outcome.type === "failure") throw new Error(outcome.message);
  return outcome.document;
}

const run = (properties: string, text: string): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;

describe("a Word document", () => {
  it("keeps its headings, paragraphs, lists, tables, quotations and footnotes", async () => {
    const document = await read({
      body: [
        { style: "Title", text: "Harbour works" },
        { style: "Heading1", text: "Breakwater" },
        { text: "The council met.", footnote: 1 },
        { bullet: 0, text: "Piles" },
        { bullet: 1, text: "Caps" },
        { style: "Heading2", text: "Costs" },
        {
          rows: [
            ["Item", "Crowns"],
            ["Piles", "900"],
            ["Caps", "120"],
          ],
        },
        { style: "Quote", text: "No member disputed it." },
      ],
      footnotes: ["Rounded by the clerk."],
    });
    expect(document.title).toBe("Harbour works");
    expect(document.text).toBe(
      [
        "# Harbour works",
        "## Breakwater",
        "The council met.",
        "- Piles\n  - Caps",
        "### Costs",
        "| Item | Crowns |\n| --- | --- |\n| Piles | 900 |\n| Caps | 120 |",
        "> No member disputed it.",
        "1. Rounded by the clerk.",
      ].join("\n\n"),
    );
    expect(document.passages.find((passage) => passage.kind === "table")?.headingPath).toEqual([
      "Breakwater",
      "Costs",
    ]);
  });

  it("takes its properties, and says where the date is from", async () => {
    const document = await read({
      body: [{ text: "The council met." }],
      title: "Harbour works",
      creator: "Ada Harrow; Mei Lin",
      created: "2021-03-05T10:00:00Z",
    });
    expect(document).toMatchObject({
      title: "Harbour works",
      authors: ["Ada Harrow", "Mei Lin"],
      published: "2021-03-05",
    });
    expect(document.warnings).toEqual(["The date is the one on which the file was made."]);
  });

  it("does not believe the title of a template", async () => {
    const document = await read({
      body: [{ style: "Title", text: "Harbour works" }, { style: "Heading1", text: "A" }, { text: "b" }],
      title: "Quarterly Sales Template",
    });
    expect(document.title).toBe("Harbour works");
  });

  it("believes the title of the file over a section heading", async () => {
    const document = await read({
      body: [{ style: "Heading1", text: "Breakwater" }, { text: "The council met." }],
      title: "Harbour works",
    });
    expect(document.title).toBe("Harbour works");
  });

  it("writes formulas on one line", async () => {
    const formula =
      "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:den></m:f></m:oMath>";
    const document = await read({ body: [{ text: "Then ", xml: formula }] });
    expect(document.text).toBe("Then x=(a+b)/(c^2)");
  });

  it("drops text that is not shown, and counts it", async () => {
    const document = await read({
      body: [
        {
          text: "Seen.",
          xml:
            run("<w:vanish/>", "Hidden one.") +
            run('<w:color w:val="FFFFFF"/>', "Hidden two.") +
            run('<w:sz w:val="2"/>', "Hidden three.") +
            run('<w:vanish w:val="0"/>', " Also seen.") +
            run('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', " White on black."),
        },
      ],
    });
    expect(document.text).toBe("Seen. Also seen. White on black.");
    expect(document.hiddenCharacters).toBe("Hidden one.Hidden two.Hidden three.".length);
  });

  it("says what is wrong with a file that is none", async () => {
    const compound = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await parseDocx(new Uint8Array(), {})).toMatchObject({ code: "EMPTY" });
    expect(await parseDocx(compound, {})).toMatchObject({ code: "ENCRYPTED" });
    expect(await parseDocx(new TextEncoder().encode("PK nothing"), {})).toMatchObject({ code: "CORRUPT" });
    expect(await parseDocx(makeDocx({ body: [] }), {})).toMatchObject({ code: "EMPTY" });
  });

  it("ends as a document or a failure, however the file is damaged", async () => {
    const original = makeDocx({
      body: [
        { style: "Heading1", text: "Works" },
        { text: "The council met." },
        { bullet: 0, text: "Piles" },
      ],
    });
    await fc.assert(
      fc.asyncProperty(mutations(original), async (damaged) => {
        expect(["document", "failure"]).toContain((await parseDocx(damaged, {})).type);
      }),
      { numRuns: 60 },
    );
  });
});
