import { z } from "zod";
import { listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import type { SearchEngine } from "../search-engine.ts";

const facts: EngineFacts = {
  name: "stepfun",
  title: "StepFun Search",
  finds: "the web, sources chosen by authority",
  intents: ["general", "academic", "news", "finance"],
  needs: "key",
  // The key of the models would do, and would be billed for searches that nobody asked for.
  keyVariables: ["STEPFUN_SEARCH_API_KEY", "STEP_SEARCH_API_KEY"],
  urlVariables: [],
  baseUrl: "https://api.stepfun.com",
  filters: [],
  limit: { requests: 2, perMs: 1_000 },
  limits: "not documented; asked twice a second at most here",
  documentation: "https://platform.stepfun.com/docs/zh/api-reference/Search/search",
};

/** https://platform.stepfun.com/docs/zh/api-reference/Search/search */
const answerSchema = z.object({
  results: listOf(
    z.object({
      url: z.string(),
      title: z.string().nullish(),
      time: z.string().nullish(),
      snippet: z.string().nullish(),
    }),
  ),
});

const mostResults = 20;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: ({ text, limit }, { baseUrl, key }) => ({
    url: apiUrl(baseUrl, "v1/search"),
    headers: { authorization: `Bearer ${key}` },
    json: { query: text, n: Math.min(limit, mostResults) },
  }),
  read: ({ results }) => results.map(({ time, ...item }) => ({ ...item, published: time })),
};

/** The search behind Step-DeepResearch, with sources chosen by authority. */
export function stepfun(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const stepfunEntry: EngineEntry = { ...facts, make: stepfun };
