import { askEngineText, type EngineError, type ErrorMeaning } from "../ask-engine.ts";
import { compactDay, dateRange } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { paperRecord } from "../paper-record.ts";
import { childText, elementsNamed, type MarkupElement, oneLine, readMarkup } from "../read-markup.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "arxiv",
  title: "arXiv",
  finds: "preprints of physics, mathematics, computer science and their neighbours",
  intents: ["academic"],
  languages: ["en"],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://export.arxiv.org/api",
  filters: ["since", "until"],
  limit: { requests: 1, perMs: 3_000 },
  limits: "a request every three seconds",
  documentation: "https://info.arxiv.org/help/api/user-manual.html",
  attribution: "thank arXiv for use of its open access interoperability",
};

const mostResults = 100;
/** Every word is an alternative; more of them only dilute the ranking. */
const mostWords = 16;

/** arXiv by its API, which answers in Atom. Words are alternatives, the papers that have most of them come first. */
export function arxiv(options: EngineOptions): SearchEngine {
  return engineOf(facts, options, find);
}

/** Its row in the table of engines. */
export const arxivEntry: EngineEntry = { ...facts, make: arxiv };

async function find(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  const url = apiUrl(options.baseUrl, "query", {
    search_query: searchQuery(query, options),
    start: 0,
    max_results: Math.min(query.limit, mostResults),
    sortBy: "relevance",
    sortOrder: "descending",
  });
  const request = { title: facts.title, url, accept: "application/atom+xml", ofError };
  const answer = await askEngineText(request, options, signal);
  if (answer.type === "failure") return answer;
  const [feed] = elementsNamed(readMarkup(answer.value, "xml"), "feed");
  if (feed === undefined)
    return engineFailure("BAD_ANSWER", `${facts.title} sends another answer than it documents.`);
  const entries = elementsNamed(feed, "entry");
  const error = entries.find(isError);
  if (error !== undefined)
    return engineFailure("REFUSED", `${facts.title} refuses the request: ${childText(error, "summary")}`);
  return entries.map(ofEntry);
}

function searchQuery(query: EngineQuery, options: ReadyOptions): string {
  const words = query.text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  const alternatives = [...new Set(words)].slice(0, mostWords).map((word) => `all:${word}`);
  const anyWord = alternatives.length === 0 ? `all:"${query.text}"` : alternatives.join(" OR ");
  const days = dateRange(query, clockOf(options));
  if (days === undefined) return anyWord;
  return `(${anyWord}) AND submittedDate:[${compactDay(days.since)}0000 TO ${compactDay(days.until)}2359]`;
}

/** Errors come as a feed with one entry, whose id says so. */
function isError(entry: MarkupElement): boolean {
  return childText(entry, "id").includes("/api/errors");
}

function ofError({ body }: EngineError): ErrorMeaning | undefined {
  if (/^\s*rate exceeded/i.test(body)) return { code: "RATE_LIMITED" };
  return undefined;
}

function ofEntry(entry: MarkupElement): RawResult {
  const id = childText(entry, "id").replace(/^http:/, "https:");
  const title = childText(entry, "title");
  const authors = elementsNamed(entry, "author").map((author) => childText(author, "name"));
  const abstract = childText(entry, "summary");
  const published = childText(entry, "published");
  const pdf = elementsNamed(entry, "link").find(({ attributes }) => attributes["title"] === "pdf");
  return {
    // Without the version: the paper, not one state of it.
    url: id.replace(/v\d+$/, ""),
    title,
    snippet: abstract,
    published,
    authors,
    text: paperRecord({
      title,
      authors,
      venue: oneLine(`arXiv ${childText(entry, "arxiv:journal_ref")}`),
      published: published.slice(0, 10),
      doi: childText(entry, "arxiv:doi") || undefined,
      openAccess: pdf?.attributes["href"]?.replace(/^http:/, "https:"),
      abstract,
    }),
  };
}
