import { askEngineText } from "../ask-engine.ts";
import { dateRange } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { withSiteOperators } from "../filter-mapping.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { queryLanguage } from "../query-language.ts";
import { elementsOfClass, type MarkupElement, readMarkup } from "../read-markup.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "duckduckgo",
  title: "DuckDuckGo",
  finds: "the web, by the page for browsers without scripts",
  intents: ["general"],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://html.duckduckgo.com",
  // Its regions only lean the results towards a language.
  filters: ["since", "until", "domains", "excludeDomains"],
  limit: { requests: 1, perMs: 3_000 },
  limits: "no API: it refuses whom it takes for a robot, and its robots.txt is kept",
  documentation: "https://duckduckgo.com/duckduckgo-help-pages/features/non-javascript",
};

/** DuckDuckGo by its page of results, which has no key and may turn out a check for robots: then it is `REFUSED`. */
export function duckduckgo(options: EngineOptions): SearchEngine {
  return engineOf(facts, options, find);
}

/** Its row in the table of engines. */
export const duckduckgoEntry: EngineEntry = { ...facts, make: duckduckgo };

async function find(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  const days = dateRange(query, clockOf(options));
  const url = apiUrl(options.baseUrl, "html", {
    q: withSiteOperators(query),
    kl: regions[queryLanguage(query)],
    df: days && `${days.since}..${days.until}`,
  });
  const request = { title: facts.title, url, accept: "text/html", isPage: true };
  const answer = await askEngineText(request, options, signal);
  if (answer.type === "failure") return answer;
  const page = readMarkup(answer.value, "html");
  if (isRobotCheck(page))
    return engineFailure(
      "REFUSED",
      `${facts.title} wants to be sure that a human asks, and answers nothing.`,
    );
  const results = elementsOfClass(page, "result").filter((result) => !isAdvertisement(result));
  const isEmpty = elementsOfClass(page, "no-results").length > 0;
  if (results.length === 0 && !isEmpty)
    return engineFailure("BAD_ANSWER", `${facts.title} sends another page than one of results.`);
  return results.map(ofResult);
}

/** Its names of regions for languages that are mostly read in one. */
const regions: Readonly<Record<string, string>> = {
  de: "de-de",
  en: "us-en",
  es: "es-es",
  fr: "fr-fr",
  it: "it-it",
  ja: "jp-jp",
  ko: "kr-kr",
  pt: "br-pt",
  ru: "ru-ru",
  zh: "cn-zh",
};

function isRobotCheck(page: MarkupElement): boolean {
  const marks = ["anomaly-modal__modal", "anomaly-modal__title", "challenge-form"];
  return marks.some((mark) => elementsOfClass(page, mark).length > 0);
}

function isAdvertisement({ attributes }: MarkupElement): boolean {
  return /\bresult--(?:ad|no-result)\b/.test(attributes["class"] ?? "");
}

function ofResult(result: MarkupElement): RawResult {
  const [link] = elementsOfClass(result, "result__a");
  const [snippet] = elementsOfClass(result, "result__snippet");
  return {
    url: unwrapped(link?.attributes["href"]),
    title: link?.text,
    snippet: snippet?.text,
  };
}

/** Links lead over DuckDuckGo, with the address they stand for in a parameter; those of advertisements over others. */
function unwrapped(href = ""): string | undefined {
  const url = URL.parse(href, "https://duckduckgo.com");
  if (url === null || !/(?:^|\.)duckduckgo\.com$/.test(url.hostname)) return url?.href;
  return url.pathname === "/l/" ? (url.searchParams.get("uddg") ?? undefined) : undefined;
}
