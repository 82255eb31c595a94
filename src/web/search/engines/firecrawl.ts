import { z } from "zod";
import { listOf } from "../ask-engine.ts";
import { googleDates } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { withSiteOperators } from "../filter-mapping.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import type { SearchEngine } from "../search-engine.ts";

const facts: EngineFacts = {
  name: "firecrawl",
  title: "Firecrawl",
  finds: "the web, hosted or by one's own server",
  intents: ["general", "news", "code"],
  needs: "key",
  keyVariables: ["FIRECRAWL_API_KEY", "FIRECRAWL_KEY"],
  urlVariables: ["FIRECRAWL_API_URL", "FIRECRAWL_BASE_URL"],
  baseUrl: "https://api.firecrawl.dev",
  filters: ["since", "until", "domains", "excludeDomains"],
  limit: { requests: 5, perMs: 60_000 },
  limits: "5 searches a minute in the free plan; credits; a server of one's own takes any key",
  documentation: "https://docs.firecrawl.dev/features/search",
};

/** https://docs.firecrawl.dev/api-reference/endpoint/search (version 2) */
const answerSchema = z.object({
  success: z.boolean(),
  error: z.string().optional(),
  data: z
    .object({
      web: listOf(
        z.object({
          url: z.string(),
          title: z.string().nullish(),
          description: z.string().nullish(),
        }),
      ).optional(),
    })
    .optional(),
});

const mostResults = 100;
/** A query may have 500 characters, its operators among them. */
const longestText = 400;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, { baseUrl, key }) => ({
    url: apiUrl(baseUrl, "v2/search"),
    headers: { authorization: `Bearer ${key}` },
    json: {
      query: withSiteOperators({ ...query, text: query.text.slice(0, longestText) }),
      limit: Math.min(query.limit, mostResults),
      sources: ["web"],
      tbs: googleDates(query),
    },
  }),
  read: ({ success, error, data }) =>
    success
      ? (data?.web ?? []).map(({ description, ...item }) => ({ ...item, snippet: description }))
      : engineFailure("REFUSED", `${facts.title} refuses the request: ${error ?? "it does not say why"}`),
};

/** Firecrawl's search, hosted or by a server of one's own. */
export function firecrawl(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const firecrawlEntry: EngineEntry = { ...facts, make: firecrawl };
