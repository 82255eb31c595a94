import { z } from "zod";
import { parseJson } from "../../../core/json.ts";
import { type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { withSiteOperators } from "../filter-mapping.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import { filterLanguage } from "../query-language.ts";
import type { SearchEngine } from "../search-engine.ts";

const facts: EngineFacts = {
  name: "jina",
  title: "Jina Search",
  finds: "the web through s.jina.ai",
  intents: ["general", "news", "code"],
  needs: "key",
  keyVariables: ["JINA_API_KEY"],
  urlVariables: [],
  baseUrl: "https://s.jina.ai",
  // `hl` only leans the results towards a language.
  filters: ["domains", "excludeDomains"],
  limit: { requests: 100, perMs: 60_000 },
  limits: "100 requests a minute; tokens, at least 10,000 a search",
  documentation: "https://jina.ai/reader/",
};

/** https://s.jina.ai/docs: the search of the Reader API. */
const answerSchema = z.object({
  code: z.number(),
  data: listOf(
    z.object({
      url: z.string(),
      title: z.string().nullish(),
      description: z.string().nullish(),
      date: z.string().nullish(),
    }),
  ),
});

const mostResults = 20;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, { baseUrl, key }) => ({
    url: apiUrl(baseUrl, "", {
      q: withSiteOperators(query),
      num: Math.min(query.limit, mostResults),
      hl: filterLanguage(query),
    }),
    // Without the pages themselves, which it would read one by one and bill.
    headers: { authorization: `Bearer ${key}`, "x-respond-with": "no-content" },
    ofError,
  }),
  read: ({ data }) =>
    data.map(({ description, date, ...item }) => ({ ...item, snippet: description, published: date })),
};

/** The web through s.jina.ai. */
export function jina(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const jinaEntry: EngineEntry = { ...facts, make: jina };

const errorSchema = z.object({ name: z.string().optional(), retryAfter: z.number().optional() });

function ofError({ body }: EngineError): ErrorMeaning | undefined {
  const parsed = parseJson(body);
  const { name, retryAfter } = errorSchema.safeParse(parsed.ok ? parsed.value : undefined).data ?? {};
  if (name === "InsufficientBalanceError") return { code: "QUOTA" };
  if (name === "AuthenticationRequiredError") return { code: "KEY_REFUSED" };
  if (name !== "RateLimitTriggeredError") return undefined;
  return { code: "RATE_LIMITED", retryAfterMs: retryAfter === undefined ? undefined : retryAfter * 1_000 };
}
