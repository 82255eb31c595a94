import { z } from "zod";
import { parseJson } from "../../../core/json.ts";
import { askEngine, askEngineText, type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { filterLanguage, terminologicalCode } from "../query-language.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "common-crawl",
  title: "Common Crawl",
  finds:
    "pages of a site that were crawled of late: by domain filter, `site:` or an address, words only as parts of addresses",
  // It knows addresses and not what stands there, so that it is asked by name only.
  intents: [],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://index.commoncrawl.org",
  filters: ["language", "domains"],
  limit: { requests: 1, perMs: 3_000 },
  limits: "one small server for everybody: asked once in three seconds at most here",
  documentation: "https://index.commoncrawl.org/",
};

/** https://index.commoncrawl.org/collinfo.json, the newest crawl first. */
const crawlsSchema = listOf(z.object({ id: z.string().regex(/^[\w-]+$/) }));

const captureSchema = z.object({
  url: z.string(),
  timestamp: z.string().nullish(),
  mime: z.string().nullish(),
  languages: z.string().nullish(),
});

const mostResults = 100;
const mostSites = 3;

/**
 * The index of Common Crawl's newest crawl, which finds captures by their addresses. A query that names no site finds
 * nothing. The list of crawls, which changes once a month, is asked for once.
 */
export function commonCrawl(options: EngineOptions): SearchEngine {
  const newest: Newest = { id: undefined };
  return engineOf(facts, options, (query, ready, signal) => find(query, { ready, newest, signal }));
}

/** Its row in the table of engines. */
export const commonCrawlEntry: EngineEntry = { ...facts, make: commonCrawl };

interface Newest {
  id: string | undefined;
}

interface Finding {
  readonly ready: ReadyOptions;
  readonly newest: Newest;
  readonly signal: AbortSignal;
}

async function find(query: EngineQuery, finding: Finding): Promise<readonly RawResult[] | EngineFailure> {
  const { sites, words } = sitesIn(query);
  if (sites.length === 0) return [];
  const { newest, ready, signal } = finding;
  if (newest.id === undefined) {
    const url = apiUrl(ready.baseUrl, "collinfo.json");
    const crawls = await askEngine({ title: facts.title, url, schema: crawlsSchema }, ready, signal);
    if (crawls.type === "failure") return crawls;
    newest.id = crawls.value[0]?.id;
    if (newest.id === undefined) return engineFailure("BAD_ANSWER", `${facts.title} lists no crawl.`);
  }
  const items: RawResult[] = [];
  for (const site of sites.slice(0, mostSites)) {
    const url = captureUrl({ site, words, crawl: newest.id, query }, ready);
    const found = await capturesAt(url, ready, signal);
    if ("type" in found) return found;
    items.push(...found);
  }
  return items;
}

interface Sites {
  readonly sites: readonly string[];
  readonly words: readonly string[];
}

/** Domains of the filter, else those of `site:` and of addresses in the text; what is left are words. */
function sitesIn({ text, filters }: EngineQuery): Sites {
  const parts = text.split(/\s+/);
  const named = parts.flatMap((part) => {
    const site = /^site:(\S+)$/i.exec(part)?.[1] ?? /^https?:\/\/(\S+)$/i.exec(part)?.[1];
    return site === undefined ? [] : [{ part, site }];
  });
  const asked = filters?.domains ?? [];
  return {
    sites: asked.length > 0 ? asked : named.map(({ site }) => site),
    words: parts
      .filter((part) => !named.some((name) => name.part === part))
      .flatMap((part) => part.toLowerCase().match(/[a-z0-9]{3,}/g) ?? []),
  };
}

interface Captures extends Sites {
  readonly site: string;
}

function captureUrl(
  asked: Pick<Captures, "site" | "words"> & { readonly crawl: string; readonly query: EngineQuery },
  { baseUrl }: ReadyOptions,
): URL {
  const { site, words, crawl, query } = asked;
  const language = filterLanguage(query);
  const url = apiUrl(baseUrl, `${crawl}-index`, {
    url: site,
    matchType: site.includes("/") ? "prefix" : "domain",
    output: "json",
    fl: "url,timestamp,mime,languages",
    limit: Math.min(query.limit, mostResults),
  });
  url.searchParams.append("filter", "=status:200");
  if (words.length > 0) url.searchParams.append("filter", `~url:(?i).*(?:${words.join("|")}).*`);
  if (language !== undefined)
    url.searchParams.append("filter", `~languages:.*${terminologicalCode(language) ?? language}.*`);
  return url;
}

/** One JSON document a line. Where nothing was captured the answer is a 404 that says so. */
async function capturesAt(
  url: URL,
  ready: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  let isNothing = false;
  const ofError = ({ status, body }: EngineError): ErrorMeaning | undefined => {
    isNothing = status === 404 && /no captures found/i.test(body);
    return undefined;
  };
  const request = { title: facts.title, url, accept: "application/x-ndjson, */*;q=0.5", ofError };
  const answer = await askEngineText(request, ready, signal);
  if (isNothing) return [];
  if (answer.type === "failure") return answer;
  const lines = answer.value.split("\n").filter((line) => line.trim() !== "");
  const captures = listOf(captureSchema).safeParse(lines.map(jsonOf));
  if (!captures.success || lines.length === 0)
    return engineFailure("BAD_ANSWER", `${facts.title} sends another answer than it documents.`);
  return captures.data.map(ofCapture);
}

function jsonOf(line: string): unknown {
  const parsed = parseJson(line);
  return parsed.ok ? parsed.value : undefined;
}

function ofCapture({ url, timestamp, mime, languages }: z.infer<typeof captureSchema>): RawResult {
  const day = /^(\d{4})(\d{2})(\d{2})/
    .exec(timestamp ?? "")
    ?.slice(1)
    .join("-");
  const said = [mime, languages, day && `seen ${day}`].filter(Boolean).join(", ");
  return { url, snippet: `A page that Common Crawl captured (${said}).` };
}
