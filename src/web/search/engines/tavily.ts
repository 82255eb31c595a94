import { z } from "zod";
import { type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import type { SearchEngine } from "../search-engine.ts";

const facts: EngineFacts = {
  name: "tavily",
  title: "Tavily",
  finds: "the web, with excerpts chosen by the query",
  intents: ["general", "news", "finance"],
  needs: "key",
  keyVariables: ["TAVILY_API_KEY"],
  urlVariables: [],
  baseUrl: "https://api.tavily.com",
  filters: ["since", "until", "domains", "excludeDomains"],
  limit: { requests: 100, perMs: 60_000 },
  limits: "100 requests a minute with a development key; credits a month, by plan",
  documentation: "https://docs.tavily.com/documentation/rate-limits",
};

/** https://docs.tavily.com/documentation/api-reference/endpoint/search */
const answerSchema = z.object({
  results: listOf(
    z.object({
      url: z.string(),
      title: z.string().nullish(),
      content: z.string().nullish(),
      published_date: z.string().nullish(),
    }),
  ),
});

const mostResults = 20;
const longestQuery = 400;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: ({ text, limit, filters = {} }, { baseUrl, key }) => ({
    url: apiUrl(baseUrl, "search"),
    headers: { authorization: `Bearer ${key}` },
    json: {
      query: text.slice(0, longestQuery),
      max_results: Math.min(limit, mostResults),
      search_depth: "basic",
      start_date: filters.since?.slice(0, 10),
      end_date: filters.until?.slice(0, 10),
      include_domains: filters.domains,
      exclude_domains: filters.excludeDomains,
    },
    ofError,
  }),
  read: ({ results }) =>
    results.map(({ content, published_date, ...item }) => ({
      ...item,
      snippet: content,
      published: published_date,
    })),
};

/** Tavily: web search made for agents; excerpts are chosen by the query. */
export function tavily(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const tavilyEntry: EngineEntry = { ...facts, make: tavily };

/** 432: the plan's limit is reached; 433: that of paying as one goes. */
function ofError({ status }: EngineError): ErrorMeaning | undefined {
  return status === 432 || status === 433 ? { code: "QUOTA" } : undefined;
}
