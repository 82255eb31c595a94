import { z } from "zod";
import { parseJson } from "../../../core/json.ts";
import { askEngineText, listOf } from "../ask-engine.ts";
import { compactDay, dateRange } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { filterLanguage } from "../query-language.ts";
import { oneLine } from "../read-markup.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "gdelt",
  title: "GDELT",
  finds: "news of the world since 2017, the last three months unless dates are given; keywords in English",
  intents: ["news"],
  // It searches machine translations, so that keywords have to be English whatever the language of the news.
  languages: ["en"],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://api.gdeltproject.org/api/v2",
  filters: ["language", "since", "until", "domains", "excludeDomains"],
  limit: { requests: 1, perMs: 5_000 },
  limits: "a request every five seconds",
  documentation: "https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/",
  attribution: "cite the GDELT Project and link to gdeltproject.org",
};

const articleSchema = z.object({
  url: z.string(),
  title: z.string().nullish(),
  seendate: z.string().nullish(),
  domain: z.string().nullish(),
  language: z.string().nullish(),
  sourcecountry: z.string().nullish(),
});

/** Without hits it is an empty object. */
const answerSchema = z.object({ articles: listOf(articleSchema).optional() });

const mostResults = 250;
const firstDay = "2017-01-01";

/** News articles by GDELT's DOC 2.0 API. */
export function gdelt(options: EngineOptions): SearchEngine {
  return engineOf(facts, options, find);
}

/** Its row in the table of engines. */
export const gdeltEntry: EngineEntry = { ...facts, make: gdelt };

async function find(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  const days = dateRange(query, clockOf(options));
  const since = days && (days.since < firstDay ? firstDay : days.since);
  const url = apiUrl(options.baseUrl, "doc/doc", {
    query: queryOf(query),
    mode: "ArtList",
    format: "json",
    maxrecords: Math.min(query.limit, mostResults),
    sort: "HybridRel",
    startdatetime: since && `${compactDay(since)}000000`,
    enddatetime: days && `${compactDay(days.until)}235959`,
  });
  const request = { title: facts.title, url, accept: "application/json" };
  const answer = await askEngineText(request, options, signal);
  if (answer.type === "failure") return answer;
  // Some titles hold backslashes that JSON does not know.
  const parsed = parseJson(answer.value.replace(/\\(?!["\\/bfnrtu])/g, "\\\\"));
  if (!parsed.ok) return saidInWords(answer.value);
  const shaped = answerSchema.safeParse(parsed.value);
  if (!shaped.success)
    return engineFailure("BAD_ANSWER", `${facts.title} sends another answer than it documents.`);
  return (shaped.data.articles ?? []).map(ofArticle);
}

function queryOf(query: EngineQuery): string {
  const { domains = [], excludeDomains = [] } = query.filters ?? {};
  const language = filterLanguage(query);
  const named = domains.map((domain) => `domain:${domain}`);
  return [
    keywords(query.text),
    named.length > 1 ? `(${named.join(" OR ")})` : (named[0] ?? ""),
    ...excludeDomains.map((domain) => `-domain:${domain}`),
    language === undefined ? "" : `sourcelang:${englishName(language)}`,
  ]
    .map(oneLine)
    .filter((part) => part !== "")
    .join(" ");
}

const leastLetters = 3;
/** Words that stand in nearly every text. */
const common =
  /^(?:about|and|are|can|did|does|for|from|has|have|how|into|its|not|that|the|their|them|they|this|was|were|what|when|where|which|who|why|will|with)$/i;

/** Phrases in quotes, and words that are neither too short nor too common, for which all of the request is refused. */
function keywords(text: string): string {
  const parts = text.match(/"[^"]*"|[\p{L}\p{N}'-]+/gu) ?? [];
  return parts
    .filter((part) => part.startsWith('"') || (part.length >= leastLetters && !common.test(part)))
    .map((part) => part.replace(/[^\p{L}\p{N}\s"'-]/gu, " "))
    .join(" ");
}

/** `chinese` for zh: languages go by their English names. */
function englishName(tag: string): string {
  const name = new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
  return name.toLowerCase().replaceAll(" ", "");
}

const tooFast = /limit requests|one every/i;
const refused =
  /\b(?:too short|too long|too common|invalid|illegal|not a valid|must|unknown|could not|no valid)\b/i;
const longestReason = 200;

/** What is wrong with a request comes as a sentence, with a status of success. */
function saidInWords(text: string): EngineFailure {
  const said = oneLine(text).slice(0, longestReason);
  if (tooFast.test(said))
    return engineFailure("RATE_LIMITED", `${facts.title} wants fewer requests: ${said}`);
  if (!said.startsWith("<") && refused.test(said))
    return engineFailure("REFUSED", `${facts.title} refuses the request: ${said}`);
  return engineFailure("BAD_ANSWER", `${facts.title} sends something that is no JSON.`);
}

function ofArticle({
  url,
  title,
  seendate,
  domain,
  language,
  sourcecountry,
}: z.infer<typeof articleSchema>): RawResult {
  const said = [domain, sourcecountry, language].filter(Boolean).join(", ");
  const day = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(seendate ?? "");
  const [, year, month, date, hour, minute, second] = day ?? [];
  return {
    url,
    // GDELT sets punctuation apart from words.
    title: title?.replace(/\s+([,.:;!?])/g, "$1"),
    snippet: said === "" ? "" : `News (${said})`,
    published: day === null ? undefined : `${year}-${month}-${date}T${hour}:${minute}:${second}Z`,
  };
}
