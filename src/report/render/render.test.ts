import fc from "fast-check";
import { parseHTML } from "linkedom";
import createParser from "markdown-it";
import { describe, expect, test } from "vitest";
import { inlinesOf, plainText } from "../body/inline-text.ts";
import { parseAnswer } from "../body/parse-answer.ts";
import { buildReport } from "../build-report.ts";
import { hostileReport, hostileTexts } from "../fixtures/hostile.ts";
import {
  labourAnswer,
  labourDocuments,
  passportAnswer,
  passportDocuments,
  sampleInput,
} from "../fixtures/sample-input.ts";
import type { Report } from "../report.ts";
import { labelsFor } from "./labels-for.ts";
import { markdownBody } from "./markdown-body.ts";
import { renderHtml } from "./render-html.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { toClaimsJson, toSourcesJson } from "./report-json.ts";
import { passageAddress } from "./source-place.ts";

const english = await buildReport(sampleInput(passportDocuments, { answer: passportAnswer() }));
const chinese = await buildReport(
  sampleInput(labourDocuments, {
    answer: labourAnswer(),
    language: "zh",
    question: "试用期最长多久，工资怎么算？",
    usesLanguageModel: false,
    policy: "embedded",
  }),
);
const hostile = await hostileReport();

function frontMatterOf(markdown: string): Record<string, unknown> {
  const [, yaml = ""] = markdown.split("---\n");
  return Object.fromEntries(
    yaml
      .trim()
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf(":")), JSON.parse(line.slice(line.indexOf(":") + 1))]),
  );
}

describe("renderMarkdown", () => {
  test("the front matter tells what was counted", () => {
    expect(frontMatterOf(renderMarkdown(english))).toMatchObject({
      id: english.id,
      question: english.question,
      lang: "en",
      usesLanguageModel: true,
      status: "verified",
      claims: 13,
      claims_supported: 9,
      quotes_checked: 4,
      quotes_ok: 3,
      numbers_checked: 15,
      numbers_missing: 1,
      invented: 0,
    });
    expect(frontMatterOf(renderMarkdown(hostile))["question"]).toBe(hostileTexts.join(" "));
  });

  test("failing sentences carry a mark and words, the others none", () => {
    const lines = renderMarkdown(english)
      .split("\n")
      .filter((line) => line.includes("⚠"));
    expect(lines).toHaveLength(4);
    expect(lines.join("\n")).toContain("not in the cited passage: $45");
    expect(lines.join("\n")).toContain("the source has “deny entry");
  });

  test("references give what is needed to find and to check the source, passages say where they stand", () => {
    const markdown = renderMarkdown(english);
    for (const { source } of passportDocuments) expect(markdown).toContain(source.id);
    expect(markdown).toContain("<https://www.usa.gov/lost-stolen-passport>");
    expect(markdown).toContain("`traveller-handbook.pdf`, pp. 1, 2");
    expect(markdown).toContain("**[3a]** Fees and waiting times · p. 1 · bytes 53–251");
    expect(markdown).toContain("> Routine passport book | **$130** | **4**–**6 weeks**");
    expect(markdown).not.toContain("/documents/");
  });

  test("a report without a language model says so, in its language", () => {
    expect(renderMarkdown(chinese)).toContain("> 证据简报：未使用语言模型，由原文引文编排而成。");
    expect(renderMarkdown(chinese)).toContain("⚠（所引段落中没有：四十五日）");
    expect(renderMarkdown({ ...chinese, language: "en" })).toContain("without a language model");
    expect(renderMarkdown(english)).not.toContain("without a language model");
  });

  test("text is read back as the text it was, whatever it contains", () => {
    const piece = fc.constantFrom(
      "a",
      "b c",
      "1.",
      "- ",
      "# ",
      "*",
      "**x**",
      "_y_",
      "`z`",
      "<b>",
      "&amp;",
      "|",
      "> ",
      "\\",
      "[l]",
      "(m)",
      "~~",
      "+",
      "=",
      "\n\n",
      "\n",
      "- item\n",
      "1. one\n",
      "| a | b |\n|--|--|\n| c | d |\n",
      "\n```\ncode\n```\n",
      "“q”",
      "中文",
      "!",
      "  \n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const body = parseAnswer(pieces.join(""));
        const report: Report = { ...english, body, claims: [], citations: [] };
        const again = parseAnswer(markdownBody(report));
        const texts = (blocks: typeof body) =>
          blocks
            .flatMap(inlinesOf)
            .map((inlines) =>
              plainText(inlines)
                .replace(/\u200b/g, "")
                .replace(/\s+/g, " ")
                .trim(),
            )
            .filter((text) => text !== "");
        expect(texts(again)).toEqual(texts(body));
      }),
      { numRuns: 500 },
    );
  });

  test("hostile texts stay text", () => {
    const markdown = renderMarkdown(hostile);
    const text = markdown.slice(markdown.indexOf("\n---\n") + 5);
    const tokens = createParser({ html: true, linkify: true }).parse(text, {});
    const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
    expect(all.filter(({ type }) => /^html|^image/.test(type))).toEqual([]);
    for (const token of all.filter(({ type, markup }) => type === "link_open" && markup !== "linkify")) {
      expect(token.attrGet("href")).toMatch(/^https?:/);
    }
  });
});

describe("renderHtml", () => {
  test("the page forbids every load and every script but its own", () => {
    const html = renderHtml(english);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
    );
    const { document } = parseHTML(html);
    expect(document.querySelectorAll("script, style")).toHaveLength(2);
    expect(document.querySelectorAll("[src], link, img, iframe, object, embed, [style]")).toHaveLength(0);
  });

  test("every citation leads to its passage, and back", () => {
    for (const report of [english, chinese, hostile]) {
      const { document } = parseHTML(renderHtml(report));
      const links = [...document.querySelectorAll("a.cite")];
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) {
        const target = document.getElementById(decodeURIComponent(link.getAttribute("href")?.slice(1) ?? ""));
        expect(target?.querySelector(".stored")?.textContent).not.toBe("");
        for (const back of target?.querySelectorAll(".uses a") ?? []) {
          expect(document.getElementById(back.getAttribute("href")?.slice(1) ?? "")).not.toBeNull();
        }
      }
    }
  });

  test("what a claim uses is marked in its passage", () => {
    const { document } = parseHTML(renderHtml(english));
    const marks = [...document.querySelectorAll("#e-3a mark")].map((mark) => mark.textContent);
    expect(marks).toEqual(["$130", "4", "6 weeks", "$190", "2", "3 weeks"]);
    expect(document.querySelector("#e-3a table")?.querySelectorAll("tr")).toHaveLength(4);
  });

  test("no hostile text becomes an element, an attribute or an address", () => {
    const { document } = parseHTML(renderHtml(hostile));
    expect(document.querySelectorAll("script, style")).toHaveLength(2);
    expect(
      document.querySelectorAll(
        "img, iframe, svg:not(.bar), object, embed, link, form, base, template, math",
      ),
    ).toHaveLength(0);
    expect(document.querySelectorAll("meta")).toHaveLength(6);
    for (const element of document.querySelectorAll("*")) {
      for (const name of element.getAttributeNames()) expect(name).not.toMatch(/^on|^style$|^src$/);
      const href = element.getAttribute("href");
      if (href !== null) expect(href).toMatch(/^(?:https?:\/\/|#|sources\/[0-9a-f]{64}\.md$)/);
    }
    expect(document.querySelector(".source-title")?.textContent).toBe(hostileTexts[0]);
    expect(document.querySelector("h1")?.textContent).not.toBe("");
  });
});

describe("passageAddress", () => {
  test("points at the first and last words of a passage, encoded for a text directive", () => {
    const [source] = english.sources;
    const citation = english.citations.find(({ label }) => label === "1b");
    if (source === undefined || citation === undefined) throw new Error("no citation");
    expect(passageAddress(source, citation)).toBe(
      "https://www.usa.gov/lost-stolen-passport#:~:text=If%20you%20are%20in%20the%20U.S.,for%20a%20new%20passport%20in%20person.",
    );
    expect(passageAddress(source, { ...citation, text: "a-b, c & d" })).toMatch(
      /#:~:text=a%2Db%2C%20c%20%26%20d$/,
    );
    expect(passageAddress({ ...source, url: "https://x.example/#part" }, { ...citation, text: "e" })).toBe(
      "https://x.example/#part:~:text=e",
    );
    expect(passageAddress({ ...source, url: "file:///a.pdf" }, citation)).toBeUndefined();
  });
});

describe("toClaimsJson and toSourcesJson", () => {
  test("every claim with the bytes it cites, every source with how it was found", () => {
    const claims = JSON.parse(toClaimsJson(english));
    expect(claims).toMatchObject({ version: 1, run: english.id });
    expect(claims.claims).toHaveLength(13);
    expect(claims.claims[1].citations[0]).toEqual({
      citationId: expect.stringMatching(/^web_[0-9a-f]{8}$/),
      label: "1a",
      sourceId: passportDocuments[0]?.source.id,
      start: expect.any(Number),
      end: expect.any(Number),
      quote: "the State Department invalidates it",
      match: "exact",
    });
    const sources = JSON.parse(toSourcesJson(english));
    expect(sources.sources.map((source: { status: string }) => source.status)).toEqual([
      "used",
      "used",
      "used",
    ]);
    expect(sources.sources[0]).toMatchObject({
      url: "https://www.usa.gov/lost-stolen-passport",
      origin: 1,
      nearCopies: [],
    });
  });
});

test("both languages say everything, in their own words", () => {
  const [en, zh] = [labelsFor("en"), labelsFor("zh-CN")];
  for (const [name, value] of Object.entries(zh)) {
    expect(typeof value, name).toBe(typeof en[name as keyof typeof en]);
    if (typeof value === "string" && !/^(?:hash|comma|stop|colon|separator)$/.test(name))
      expect(value).toMatch(/\p{Script=Han}/u);
  }
  expect(labelsFor("de")).toBe(en);
});
