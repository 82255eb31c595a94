import { z } from "zod";
import { parseJson } from "../../../core/json.ts";
import { type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import { dateRange } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { withSiteOperators } from "../filter-mapping.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import type { SearchEngine } from "../search-engine.ts";

const facts: EngineFacts = {
  name: "brave",
  title: "Brave Search",
  finds: "the web, from an index of its own",
  intents: ["general", "news", "code"],
  needs: "key",
  keyVariables: ["BRAVE_API_KEY", "BRAVE_SEARCH_API_KEY"],
  urlVariables: [],
  baseUrl: "https://api.search.brave.com/res/v1",
  filters: ["language", "since", "until", "domains", "excludeDomains"],
  limit: { requests: 1, perMs: 1_000 },
  limits: "a request a second and a quota a month, by plan",
  documentation: "https://api-dashboard.search.brave.com/app/documentation",
};

/** https://api-dashboard.search.brave.com/app/documentation/web-search/responses */
const answerSchema = z.object({
  web: z
    .object({
      results: listOf(
        z.object({
          url: z.string(),
          title: z.string(),
          description: z.string().nullish(),
          page_age: z.string().nullish(),
          language: z.string().nullish(),
          extra_snippets: z.array(z.string()).nullish().catch(null),
        }),
      ),
    })
    .optional(),
  // An answer without results has no part `web`; that it is an answer is told by its type.
  type: z.literal("search"),
});

const mostResults = 20;
/** A query may have 400 characters, its operators among them. */
const longestText = 300;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, options) => {
    const days = dateRange(query, clockOf(options));
    return {
      url: apiUrl(options.baseUrl, "web/search", {
        q: withSiteOperators({ ...query, text: query.text.slice(0, longestText) }),
        count: Math.min(query.limit, mostResults),
        result_filter: "web",
        text_decorations: "false",
        extra_snippets: "true",
        search_lang: searchLanguage(query.filters?.language),
        freshness: days && `${days.since}to${days.until}`,
      }),
      headers: { "x-subscription-token": options.key },
      ofError,
    };
  },
  read: ({ web }) =>
    (web?.results ?? []).map(({ description, extra_snippets, page_age, ...item }) => ({
      ...item,
      snippet: [description, ...(extra_snippets ?? [])].join(" "),
      published: page_age,
    })),
};

/** Brave's web index behind its own API. */
export function brave(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const braveEntry: EngineEntry = { ...facts, make: brave };

/** Its names of languages that differ from their BCP 47 tags. */
const ownNames: Readonly<Record<string, string>> = {
  zh: "zh-hans",
  "zh-cn": "zh-hans",
  "zh-tw": "zh-hant",
  "zh-hk": "zh-hant",
  ja: "jp",
  pt: "pt-pt",
  no: "nb",
};
/** Tags with a region or a script that it knows as they are. */
const knownTags = /^(?:zh-han[st]|pt-br|en-gb)$/;

function searchLanguage(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  const lower = tag.toLowerCase();
  const [primary = lower] = lower.split("-");
  return ownNames[lower] ?? (knownTags.test(lower) ? lower : (ownNames[primary] ?? primary));
}

const errorSchema = z.object({ error: z.object({ code: z.string() }) });

/** A wrong key comes as 422, as does a wrong parameter; limits have one reset for each window, the shortest first. */
function ofError({ status, headers, body }: EngineError): ErrorMeaning | undefined {
  const parsed = parseJson(body);
  const code = errorSchema.safeParse(parsed.ok ? parsed.value : undefined).data?.error.code ?? "";
  if (/TOKEN_INVALID|SUBSCRIPTION_NOT_FOUND/.test(code)) return { code: "KEY_REFUSED" };
  if (code === "OPTION_NOT_IN_PLAN") return { code: "REFUSED" };
  if (/QUOTA/.test(code)) return { code: "QUOTA" };
  if (status !== 429) return undefined;
  const [resets = [], remaining = []] = ["x-ratelimit-reset", "x-ratelimit-remaining"].map((name) =>
    (headers[name] ?? "").split(",").map((part) => Number.parseInt(part, 10)),
  );
  const spent = remaining.findLastIndex((left) => left === 0);
  const waitSeconds = resets[spent];
  if (waitSeconds === undefined || Number.isNaN(waitSeconds)) return undefined;
  return { code: spent > 0 ? "QUOTA" : "RATE_LIMITED", retryAfterMs: waitSeconds * 1_000 };
}
