import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readExtractionCases, referenceFromMarkdown } from "./extraction/read-cases.ts";
import { extractionSuite } from "./extraction.ts";

// Loading the other extractors takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let data = "";
beforeEach(() => {
  data = mkdtempSync(path.join(os.tmpdir(), "deepwell-extraction-"));
});
afterEach(() => rmSync(data, { recursive: true }));

const story = (topic: string): string =>
  `The council said on Monday that ${topic} would be looked at again before the summer, as people who live nearby had asked.`;

function page(topic: string): string {
  return `<html><body><nav><a href="/">Home</a></nav><article><h1>News of ${topic}</h1><p>${story(topic)}</p><p>${story("the harbour")}</p></article></body></html>`;
}

function writeArticles(topics: readonly string[]): void {
  mkdirSync(path.join(data, "html"));
  const truth: Record<string, unknown> = {};
  for (const topic of topics) {
    truth[topic] = {
      articleBody: `${story(topic)}\n\n${story("the harbour")}`,
      url: `https://example.org/${topic}`,
    };
    writeFileSync(path.join(data, "html", `${topic}.html.gz`), gzipSync(page(topic)));
  }
  writeFileSync(path.join(data, "ground-truth.json"), JSON.stringify(truth));
}

test("pages with a marked text are scored, timed and compared with what is installed", async () => {
  writeArticles(["bridge", "mill", "school"]);
  const result = await extractionSuite.run({ data });
  expect(result).toMatchObject({ suite: "extraction", data, n: 3 });
  expect(result.metrics["f1"]).toEqual({ value: 1, low: 1, high: 1 });
  expect(result.metrics["failures"]?.value).toBe(0);
  expect(result.metrics["msMedian"]?.value).toBeGreaterThan(0);
  expect(result.baselines["all-text"]?.["recall"]).toBe(1);
  expect(result.baselines["all-text"]?.["precision"]).toBeLessThan(1);
});

test("a page without text is a failure that is named", async () => {
  writeArticles(["bridge"]);
  writeFileSync(path.join(data, "html", "bridge.html.gz"), gzipSync("<html></html>"));
  const result = await extractionSuite.run({ data });
  expect(result.metrics["failures"]?.value).toBe(1);
  expect(result.config["failed"]).toEqual([{ page: "bridge", failure: expect.stringContaining("EMPTY") }]);
});

test("a limit scores that many pages, and a seed draws the same ones", () => {
  writeArticles(["bridge", "mill", "school", "harbour", "park"]);
  const draw = (seed: number): readonly string[] =>
    readExtractionCases({ data, limit: 2, seed }).map(({ id }) => id);
  expect(draw(1)).toHaveLength(2);
  expect(draw(1)).toEqual(draw(1));
  expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => draw(seed).join())).size).toBeGreaterThan(1);
});

test("pages with a Markdown reference are scored against its own part of the page", async () => {
  mkdirSync(path.join(data, "site_html"));
  mkdirSync(path.join(data, "site_md"));
  const html = `<main><h1>Mint</h1><p>${story("the mint")}</p><p>LAST UPDATED: May 1, 2024</p></main>`;
  writeFileSync(path.join(data, "site_html", "https_a_DOT_gov_SLASH_mint.html"), html);
  const reference = `* [Home](/)\n\nMint\n====\n\n${story("the mint")}\n\nLAST UPDATED:\nMay 1, 2024\n\n[Top](#top)`;
  writeFileSync(path.join(data, "site_md", "https_a_DOT_gov_SLASH_mint.md"), reference);
  expect(referenceFromMarkdown(reference).trim()).toBe(story("the mint"));
  const result = await extractionSuite.run({ data });
  expect(result.n).toBe(1);
  expect(result.metrics["f1"]?.value).toBeGreaterThan(0.8);
});

test("data of another kind is refused with what to do", async () => {
  await expect(extractionSuite.run({ data })).rejects.toMatchObject({
    code: "DATA_INVALID",
    fix: expect.any(String),
  });
});
