import { z } from "zod";
import { type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import { dateRange } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import type { SearchEngine } from "../search-engine.ts";

const facts: EngineFacts = {
  name: "bocha",
  title: "Bocha",
  finds: "the web, strong in Chinese",
  intents: ["general", "news", "finance", "law"],
  needs: "key",
  keyVariables: ["BOCHA_API_KEY", "BOCHAAI_API_KEY"],
  urlVariables: [],
  baseUrl: "https://api.bochaai.com/v1",
  filters: ["since", "until", "domains", "excludeDomains"],
  limit: { requests: 2, perMs: 1_000 },
  limits: "requests a second by what was paid in (asked twice a second at most here); credits",
  documentation: "https://open.bochaai.com",
};

/** https://open.bochaai.com, Web Search API; the data are Bing's shape. */
const answerSchema = z.object({
  code: z.union([z.number(), z.string()]),
  msg: z.string().nullish(),
  data: z
    .object({
      webPages: z
        .object({
          value: listOf(
            z.object({
              url: z.string(),
              name: z.string().nullish(),
              snippet: z.string().nullish(),
              summary: z.string().nullish(),
              datePublished: z.string().nullish(),
              language: z.string().nullish(),
            }),
          ),
        })
        .nullish(),
    })
    .nullish(),
});

const mostResults = 50;
const mostDomains = 100;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, options) => {
    const { domains = [], excludeDomains = [] } = query.filters ?? {};
    const days = dateRange(query, clockOf(options));
    return {
      url: apiUrl(options.baseUrl, "web-search"),
      headers: { authorization: `Bearer ${options.key}` },
      json: {
        query: query.text,
        count: Math.min(query.limit, mostResults),
        summary: true,
        freshness: days === undefined ? "noLimit" : `${days.since}..${days.until}`,
        include: joined(domains),
        exclude: joined(excludeDomains),
      },
      ofError,
    };
  },
  read: ({ code, msg, data }) => {
    if (String(code) !== "200")
      return engineFailure("REFUSED", `${facts.title} refuses the request: ${msg ?? code}`);
    return (data?.webPages?.value ?? []).map(({ name, summary, snippet, datePublished, ...item }) => ({
      ...item,
      title: name,
      snippet: summary || snippet,
      published: datePublished,
    }));
  },
};

/** 博查: a web index that is strong on pages in Chinese. */
export function bocha(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const bochaEntry: EngineEntry = { ...facts, make: bocha };

function joined(domains: readonly string[]): string | undefined {
  return domains.length === 0 ? undefined : domains.slice(0, mostDomains).join("|");
}

/** An account without money is forbidden. */
function ofError({ status, body }: EngineError): ErrorMeaning | undefined {
  return status === 403 && /enough money/i.test(body) ? { code: "QUOTA" } : undefined;
}
