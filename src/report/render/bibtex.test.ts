import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildReport } from "../build-report.ts";
import {
  labourAnswer,
  labourDocuments,
  passportAnswer,
  passportDocuments,
  sampleInput,
} from "../fixtures/sample-input.ts";
import type { SourceRecord } from "../report.ts";
import { toBibtex } from "./bibtex.ts";

const english = await buildReport(sampleInput(passportDocuments, { answer: passportAnswer() }));
const chinese = await buildReport(sampleInput(labourDocuments, { answer: labourAnswer(), language: "zh" }));

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly URL?: string;
  readonly note?: string;
  readonly publisher?: string;
  readonly author?: readonly {
    readonly family?: string;
    readonly given?: string;
    readonly literal?: string;
  }[];
  readonly issued?: { readonly "date-parts": readonly (readonly number[])[] };
}

const read = (bibtex: string): readonly Entry[] => new Cite(bibtex).data as readonly Entry[];

describe("toBibtex", () => {
  test("a reader of BibTeX gets back what was written", () => {
    expect(read(toBibtex(english))).toMatchObject([
      {
        id: "usagov2025lost",
        title: "Lost or stolen passports",
        URL: "https://www.usa.gov/lost-stolen-passport",
        publisher: "USAGov",
        issued: { "date-parts": [[2025, 1, 6]] },
      },
      { id: "usagov2025renew", issued: { "date-parts": [[2025, 2]] } },
      {
        id: "markovic2024travellers",
        author: [
          { family: "Marković", given: "Ana" },
          { family: "Example", given: "J. K." },
        ],
      },
    ]);
    expect(read(toBibtex(english))[0]?.note).toContain(passportDocuments[0]?.source.id);
  });

  test("Chinese titles stay Chinese, keys are ASCII and differ", () => {
    const entries = read(toBibtex(chinese));
    expect(entries.map(({ title }) => title)).toEqual([
      "中华人民共和国劳动合同法",
      "中华人民共和国劳动合同法实施条例",
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2);
    for (const { id } of entries) expect(id).toMatch(/^[\w-]+$/);
  });

  test("titles, names and publishers with any marks survive, and no text ends its entry", () => {
    const [first] = english.sources;
    if (first === undefined) throw new Error("no source");
    const text = fc
      .array(
        fc.constantFrom(
          "a",
          "B",
          "é",
          "中",
          "{",
          "}",
          "%",
          "&",
          "#",
          "$",
          "_",
          "~",
          "^",
          "\\",
          '"',
          "@",
          ",",
          "=",
          " and ",
          " ",
          "1",
        ),
        { minLength: 1, maxLength: 12 },
      )
      .map((parts) => `x${parts.join("")}y`);
    fc.assert(
      fc.property(text, text, text, (title, author, publisher) => {
        const source: SourceRecord = { ...first, title, authors: [author, "Ann Other"], publisher };
        const entries = read(toBibtex({ ...english, sources: [source, { ...first, number: 2 }] }));
        expect(entries).toHaveLength(2);
        expect(entries[0]?.title).toBe(title.replace(/\s+/g, " "));
        expect(entries[0]?.publisher).toBe(publisher.replace(/\s+/g, " "));
        expect(entries[0]?.author).toHaveLength(2);
        expect(entries[1]?.id).not.toBe(entries[0]?.id);
      }),
      { numRuns: 300 },
    );
  });
});
