import { z } from "zod";
import { listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import type { SearchEngine } from "../search-engine.ts";

const facts: EngineFacts = {
  name: "exa",
  title: "Exa",
  finds: "the web by meaning, from an index of its own",
  intents: ["general", "academic", "code"],
  needs: "key",
  keyVariables: ["EXA_API_KEY"],
  urlVariables: [],
  baseUrl: "https://api.exa.ai",
  filters: ["since", "until", "domains", "excludeDomains"],
  limit: { requests: 10, perMs: 1_000 },
  limits: "10 requests a second; credits",
  documentation: "https://exa.ai/docs/reference/search",
};

/** https://exa.ai/docs/reference/search */
const answerSchema = z.object({
  results: listOf(
    z.object({
      url: z.string(),
      title: z.string().nullish(),
      publishedDate: z.string().nullish(),
      author: z.string().nullish(),
      highlights: z.array(z.string()).nullish().catch(null),
    }),
  ),
});

const mostResults = 100;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: ({ text, limit, filters = {} }, { baseUrl, key }) => ({
    url: apiUrl(baseUrl, "search"),
    headers: { "x-api-key": key },
    json: {
      query: text,
      type: "auto",
      numResults: Math.min(limit, mostResults),
      includeDomains: filters.domains,
      excludeDomains: filters.excludeDomains,
      startPublishedDate: filters.since && `${filters.since.slice(0, 10)}T00:00:00.000Z`,
      endPublishedDate: filters.until && `${filters.until.slice(0, 10)}T23:59:59.999Z`,
      contents: { highlights: true },
    },
  }),
  read: ({ results }) =>
    results.map(({ url, title, publishedDate, author, highlights }) => ({
      url,
      title,
      snippet: highlights?.join(" … "),
      published: publishedDate,
      authors: [author],
    })),
};

/** Exa: pages by meaning, from its own index. */
export function exa(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const exaEntry: EngineEntry = { ...facts, make: exa };
