import { z } from "zod";
import { askEngine, listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { queryLanguage } from "../query-language.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "wikipedia",
  title: "Wikipedia",
  finds: "articles of the encyclopaedia in the language of the query",
  intents: ["encyclopaedia", "general"],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  // Each language has a host of its own below it.
  baseUrl: "https://wikipedia.org",
  filters: ["language"],
  limit: { requests: 5, perMs: 1_000 },
  limits: "no hard limit for reading; one request after the other is asked for",
  documentation: "https://www.mediawiki.org/wiki/API:Search",
  attribution: "text under CC BY-SA 4.0: name the article and the licence",
};
const { title } = facts;

/** https://www.mediawiki.org/wiki/API:Search with the introductions of https://www.mediawiki.org/wiki/Extension:TextExtracts */
const answerSchema = z.object({
  error: z.object({ code: z.string(), info: z.string() }).optional(),
  query: z
    .object({
      pages: listOf(
        z.object({
          index: z.number(),
          title: z.string(),
          fullurl: z.string(),
          extract: z.string().optional(),
          pagelanguage: z.string().optional(),
        }),
      ),
    })
    .optional(),
});

/** The extension gives no more introductions at once. */
const mostResults = 20;

/**
 * The encyclopaedia in the language of the query; without a key. It knows articles by words only, so that dates and
 * domains cannot be asked for.
 */
export function wikipedia(options: EngineOptions): SearchEngine {
  return engineOf(facts, options, find);
}

/** Its row in the table of engines. */
export const wikipediaEntry: EngineEntry = { ...facts, make: wikipedia };

async function find(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  const language = queryLanguage(query);
  const limit = Math.min(query.limit, mostResults);
  const isPublic = options.baseUrl === facts.baseUrl;
  const url = apiUrl(isPublic ? `https://${language}.wikipedia.org` : options.baseUrl, "w/api.php", {
    action: "query",
    format: "json",
    formatversion: 2,
    generator: "search",
    gsrsearch: query.text,
    gsrlimit: limit,
    prop: "info|extracts",
    inprop: "url",
    exintro: 1,
    explaintext: 1,
    exlimit: limit,
  });
  const answer = await askEngine({ title, url, schema: answerSchema }, options, signal);
  if (answer.type === "failure") return answer;
  const { error, query: found } = answer.value;
  if (error !== undefined) {
    const code = error.code === "ratelimited" || error.code === "maxlag" ? "RATE_LIMITED" : "REFUSED";
    return engineFailure(code, `${title} does not answer the request: ${error.info}`);
  }
  const pages = [...(found?.pages ?? [])].sort((a, b) => a.index - b.index);
  return pages.map((page) => ({
    url: page.fullurl,
    title: page.title,
    snippet: page.extract,
    language: page.pagelanguage ?? language,
  }));
}
