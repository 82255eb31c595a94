import { z } from "zod";
import { type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import { googleDates } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { withSiteOperators } from "../filter-mapping.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import { filterLanguage } from "../query-language.ts";
import type { SearchEngine } from "../search-engine.ts";

const facts: EngineFacts = {
  name: "serper",
  title: "Serper",
  finds: "the web: results of Google",
  intents: ["general", "news", "code", "finance", "law"],
  needs: "key",
  keyVariables: ["SERPER_API_KEY"],
  urlVariables: [],
  baseUrl: "https://google.serper.dev",
  // `hl` is the language of the page of results and only leans them towards it.
  filters: ["since", "until", "domains", "excludeDomains"],
  limit: { requests: 50, perMs: 1_000 },
  limits: "50 requests a second in the smallest plan; credits",
  documentation: "https://serper.dev",
};

/** https://serper.dev/playground: Google's results as JSON. */
const answerSchema = z.object({
  organic: listOf(
    z.object({
      link: z.string(),
      title: z.string().nullish(),
      snippet: z.string().nullish(),
      date: z.string().nullish(),
    }),
  ),
});

const mostResults = 100;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, { baseUrl, key }) => ({
    url: apiUrl(baseUrl, "search"),
    headers: { "x-api-key": key },
    json: {
      q: withSiteOperators(query),
      num: Math.min(query.limit, mostResults),
      hl: filterLanguage(query),
      tbs: googleDates(query),
    },
    ofError,
  }),
  read: ({ organic }) => organic.map(({ link, date, ...item }) => ({ ...item, url: link, published: date })),
};

/** Google's web results through serper.dev. */
export function serper(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const serperEntry: EngineEntry = { ...facts, make: serper };

/** A spent account is a bad request here. */
function ofError({ status, body }: EngineError): ErrorMeaning | undefined {
  return status === 400 && /not enough credits/i.test(body) ? { code: "QUOTA" } : undefined;
}
