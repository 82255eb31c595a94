import { describe, expect, test } from "vitest";
import { openAuthorityIndex } from "../../retrieval/authority/authority-index.ts";
import { buildReport } from "../build-report.ts";
import {
  idOf,
  passportAnswer,
  passportDocuments,
  sampleDocument,
  sampleInput,
} from "../fixtures/sample-input.ts";
import { labelsFor } from "./labels-for.ts";
import { publisherOf } from "./publisher-text.ts";
import { renderHtml } from "./render-html.ts";
import { renderMarkdown } from "./render-markdown.ts";

const index = openAuthorityIndex();
const textOf = async (url: string, language: string): Promise<string> => {
  const { sources } = await buildReport(sampleInput(passportDocuments, { answer: passportAnswer() }));
  const [source] = sources;
  if (source === undefined) throw new Error("no source");
  return publisherOf({ ...source, authority: index.of(url) }, labelsFor(language));
};

describe("publisherOf", () => {
  test("says kind, office and standing with the reason, in the language of the report", async () => {
    expect(await textOf("https://www.stats.gov.cn/", "en")).toBe(
      "Statistical office, official: A statistical office: first hand for its figures",
    );
    expect(await textOf("https://www.stats.gov.cn/", "zh")).toBe(
      "统计机构，官方：统计机构：其数据的第一手来源",
    );
    expect(await textOf("https://www.xinhuanet.com/", "en")).toMatch(/^State medium, official, contested: /);
    expect(await textOf("https://www.naturalnews.com/", "zh")).toMatch(/^不可靠媒体，可信度低：/);
  });

  test("says nothing where nothing is known", async () => {
    expect(await textOf("https://nobody-knows.example/", "en")).toBe("");
    expect(await textOf("https://someone.github.io/", "en")).toBe("");
  });

  test("warns of an unlisted name that speaks of remedies and truth, and vouches for none", async () => {
    expect(await textOf("https://natural-cures-truth.info/", "en")).toMatch(
      /^Not listed; probably unreliable/,
    );
    expect(await textOf("https://natural-cures-truth.info/", "zh")).toMatch(
      /^未列入名单；仅据域名推测可能不可靠/,
    );
    expect(await textOf("https://unheard-of-tribune.co.uk/", "en")).toBe("");
  });
});

test("both renderings of a report show it, and the record of its sources holds it", async () => {
  const report = await buildReport(sampleInput(passportDocuments, { answer: passportAnswer() }));
  const official = report.sources.find(({ authority }) => authority.tier === "high");
  if (official === undefined) throw new Error("the sample has official sources");
  expect(official.authority).toMatchObject({ kind: "government", official: true });
  const shown = publisherOf(official, labelsFor("en"));
  expect(renderMarkdown(report)).toContain(shown);
  expect(renderHtml(report)).toContain(shown);
});

test("a report carries the warning of an unlisted name from its source to both renderings", async () => {
  const documents = [
    ...passportDocuments,
    sampleDocument("# Passports\n\nA lost passport heals by itself within a week of rest and water.", {
      url: "https://natural-cures-truth.info/passports",
    }),
  ];
  const answer = `# Passports\n\nIt “heals by itself within a week” \\cite{${idOf(documents, "heals by itself")}}.`;
  const report = await buildReport(sampleInput(documents, { answer }));
  const doubtful = report.sources.find(({ url }) => url.includes("natural-cures"));
  if (doubtful === undefined) throw new Error("the sample has an unlisted source");
  expect(doubtful.authority).toMatchObject({ tier: "unknown", estimate: { tier: "low" } });
  for (const rendered of [renderMarkdown(report), renderHtml(report)])
    expect(rendered).toContain("Not listed; probably unreliable");
});
