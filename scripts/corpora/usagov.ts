import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { present } from "../../src/core/present.ts";
import type { CorpusRecord } from "../../src/corpora/corpus-record.ts";
import { parseDocument } from "../../src/document/parse-document.ts";
import { repairDoubleEncoding } from "./double-encoding.ts";

const page = z.looseObject({ url: z.url(), title: z.string(), html_file: z.string() });

/** Pages with less text than this are shells that a script fills in. */
const minCharacters = 150;

/** Answers of the site to its own forms and to mistyped addresses. */
const leftOut = new Set(
  ["search-error", "page-error", "thank-you-issue-report", "elected-officials-results"].map(
    (name) => `https://www.usa.gov/${name}`,
  ),
);

/** Every page of a folder with `usagov_html/` and `derived/pages.jsonl`, parsed by Deepwell itself, ordered by URL. */
export async function usagov(folder: string): Promise<readonly CorpusRecord[]> {
  const lines = readFileSync(path.join(folder, "derived/pages.jsonl"), "utf8").trim().split("\n");
  const pages = lines.map((line) => page.parse(JSON.parse(line)));
  const known = new Set(readdirSync(path.join(folder, "usagov_html")));
  const records: CorpusRecord[] = [];
  for (const { url, title, html_file } of pages.toSorted((a, b) => (a.url < b.url ? -1 : 1))) {
    if (leftOut.has(url)) continue;
    const file = path.basename(html_file);
    if (!known.has(file)) throw new Error(`${file} is listed but absent`);
    const html = repairDoubleEncoding(readFileSync(path.join(folder, "usagov_html", file), "utf8"));
    const record = await usagovPage(html, url, repairDoubleEncoding(title));
    if (record !== undefined) records.push(record);
  }
  return records;
}

async function usagovPage(html: string, url: string, title: string): Promise<CorpusRecord | undefined> {
  const outcome = await parseDocument(Buffer.from(html), {
    contentType: "text/html; charset=utf-8",
    baseUrl: url,
    name: url,
  });
  if (outcome.type === "failure") throw new Error(`${url}: ${outcome.code} ${outcome.message}`);
  const { document } = outcome;
  if (document.text.length < minCharacters) return undefined;
  const date = lastUpdated(html) ?? document.modified ?? document.published;
  return {
    url,
    title,
    ...present({ published: date }),
    language: pageLanguage(url),
    publisher: "USA.gov",
    tier: "official",
    text: document.text,
  };
}

/** Spanish pages stand under `/es`. */
function pageLanguage(url: string): string {
  return /^\/es(\/|$)/.test(new URL(url).pathname) ? "es" : "en";
}

const months = "January|February|March|April|May|June|July|August|September|October|November|December".split(
  "|",
);

/** The date that a page gives at its foot, as an ISO date. */
function lastUpdated(html: string): string | undefined {
  const text = html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  const [, name, day, year] = /LAST UPDATED:\s*([A-Z][a-z]+) (\d{1,2}), (\d{4})/i.exec(text) ?? [];
  const month = months.findIndex((candidate) => candidate.toLowerCase() === name?.toLowerCase()) + 1;
  if (month === 0 || day === undefined || year === undefined) return undefined;
  return `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
}
