import { z } from "zod";
import { type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import { compactDay, dateRange } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { withSiteOperators } from "../filter-mapping.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import { filterLanguage } from "../query-language.ts";
import type { SearchEngine } from "../search-engine.ts";

const facts: EngineFacts = {
  name: "google-cse",
  title: "Google Programmable Search",
  finds: "the web or chosen sites, by a search engine set up at Google; ends in January 2027",
  intents: ["general", "news", "code", "finance", "law"],
  needs: "key",
  keyVariables: ["GOOGLE_CSE_API_KEY"],
  urlVariables: [],
  accountVariables: ["GOOGLE_CSE_ID", "GOOGLE_CX"],
  baseUrl: "https://www.googleapis.com/customsearch",
  filters: ["language", "since", "until", "domains", "excludeDomains"],
  limit: { requests: 100, perMs: 60_000 },
  limits: "100 queries a day without payment, at most 10 results each",
  documentation: "https://developers.google.com/custom-search/v1/overview",
};

/** https://developers.google.com/custom-search/v1/reference/rest/v1/Search */
const answerSchema = z.object({
  kind: z.literal("customsearch#search"),
  items: listOf(
    z.object({
      link: z.string(),
      title: z.string().nullish(),
      snippet: z.string().nullish(),
      pagemap: z
        .object({ metatags: z.array(z.record(z.string(), z.unknown())) })
        .nullish()
        .catch(null),
    }),
  ).optional(),
});

/** In one request; further pages cost a request each. */
const mostResults = 10;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, options) => {
    const days = dateRange(query, clockOf(options));
    const language = filterLanguage(query);
    return {
      url: apiUrl(options.baseUrl, "v1", {
        key: options.key,
        cx: options.account,
        q: withSiteOperators(query),
        num: Math.min(query.limit, mostResults),
        lr: language && `lang_${language === "zh" ? chinese(query.filters?.language) : language}`,
        sort: days && `date:r:${compactDay(days.since)}:${compactDay(days.until)}`,
      }),
      ofError,
    };
  },
  read: ({ items = [] }) =>
    items.map(({ link, title, snippet, pagemap }) => ({
      url: link,
      title,
      snippet,
      published: publishedIn(pagemap?.metatags[0]),
    })),
};

/** A search engine that somebody set up at Google (`account` is its id, `cx`). Closed to new customers; it ends in January 2027. */
export function googleCse(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const googleCseEntry: EngineEntry = { ...facts, make: googleCse };

function chinese(tag = ""): string {
  return /hant|tw|hk/i.test(tag) ? "zh-TW" : "zh-CN";
}

function publishedIn(metatags: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const value = metatags?.["article:published_time"];
  return typeof value === "string" ? value : undefined;
}

/** A key that is not valid is a bad request; the free quota of the day and that of a minute differ in words only. */
function ofError({ status, body }: EngineError): ErrorMeaning | undefined {
  if (/API_KEY_INVALID|API key not valid/i.test(body)) return { code: "KEY_REFUSED" };
  if (status === 429 && /per day|dailyLimitExceeded/i.test(body)) return { code: "QUOTA" };
  return undefined;
}
