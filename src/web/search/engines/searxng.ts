import { z } from "zod";
import { askEngine, listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { withSiteOperators } from "../filter-mapping.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "searxng",
  title: "SearXNG",
  finds: "the web, by the engines that a server of one's own asks",
  intents: ["general", "news", "academic", "code"],
  needs: "url",
  keyVariables: [],
  urlVariables: [
    "SEARXNG_URL",
    "SEARX_URL",
    "SEARXNG_API_URL",
    "SEARXNG_API_BASE_URL",
    "SEARXNG_INSTANCE",
    "SEARX_HOST",
  ],
  exampleUrl: "http://localhost:8888",
  filters: ["language", "domains", "excludeDomains"],
  // What its limiter, where it is on, lets through (docs.searxng.org, admin, limiter).
  limit: { requests: 10, perMs: 20_000 },
  limits: "10 requests in 20 seconds where its limiter is on",
  documentation: "https://docs.searxng.org/dev/search_api.html",
};
const { title } = facts;

/** https://docs.searxng.org/dev/search_api.html; the items as its JSON output writes them. */
const answerSchema = z.object({
  results: listOf(
    z.object({
      url: z.string(),
      title: z.string().nullish(),
      content: z.string().nullish(),
      publishedDate: z.string().nullish(),
    }),
  ),
  unresponsive_engines: z
    .array(z.tuple([z.string(), z.string()], z.unknown()))
    .optional()
    .catch([]),
});

/**
 * A SearXNG server of one's own, named by its base URL. Its time ranges end now and are day, month or year, so that
 * dates cannot be asked for as they are meant.
 */
export function searxng(options: EngineOptions): SearchEngine {
  return engineOf(facts, options, find);
}

/** Its row in the table of engines. */
export const searxngEntry: EngineEntry = { ...facts, make: searxng };

async function find(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  const url = apiUrl(options.baseUrl, "search", {
    q: withSiteOperators(query),
    format: "json",
    language: query.filters?.language,
  });
  const answer = await askEngine({ title, url, schema: answerSchema }, options, signal);
  if (answer.type === "failure") return answer.code === "REFUSED" ? hinted(answer.message) : answer;
  const { results, unresponsive_engines: silent = [] } = answer.value;
  if (results.length === 0 && silent.length > 0) {
    const reasons = silent.map(([engine, reason]) => `${engine}: ${reason}`).join(", ");
    return engineFailure("UNREACHABLE", `None of the engines behind ${title} answered (${reasons}).`);
  }
  return results.map(({ content, publishedDate, ...item }) => ({
    ...item,
    snippet: content,
    published: publishedDate,
  }));
}

/** As it is installed, SearXNG answers in HTML only and refuses every other format. */
function hinted(message: string): EngineFailure {
  return engineFailure("REFUSED", `${message} Its settings.yml has to list json under search.formats.`);
}
