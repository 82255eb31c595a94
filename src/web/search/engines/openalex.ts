import { z } from "zod";
import { type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import { emailOf } from "../contact.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import { doiUrl, paperRecord } from "../paper-record.ts";
import { filterLanguage } from "../query-language.ts";
import type { EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "openalex",
  title: "OpenAlex",
  finds: "scholarly works of all fields, with abstracts",
  intents: ["academic"],
  needs: "nothing",
  keyVariables: ["OPENALEX_API_KEY"],
  urlVariables: [],
  baseUrl: "https://api.openalex.org",
  filters: ["language", "since", "until"],
  limit: { requests: 10, perMs: 1_000 },
  limits: "about a hundred searches a day without a key, a thousand with a free one",
  documentation: "https://developers.openalex.org/api-reference/errors",
};

const locationSchema = z
  .object({
    landing_page_url: z.string().nullish(),
    pdf_url: z.string().nullish(),
    source: z.object({ display_name: z.string().nullish() }).nullish(),
  })
  .nullish()
  .catch(null);

const workSchema = z.object({
  id: z.string(),
  display_name: z.string().nullish(),
  doi: z.string().nullish(),
  publication_date: z.string().nullish(),
  language: z.string().nullish(),
  cited_by_count: z.number().nullish(),
  primary_location: locationSchema,
  best_oa_location: locationSchema,
  authorships: z
    .array(z.object({ author: z.object({ display_name: z.string().nullish() }) }))
    .nullish()
    .catch(null),
  abstract_inverted_index: z.record(z.string(), z.array(z.number())).nullish().catch(null),
});
type Work = z.infer<typeof workSchema>;

/** https://docs.openalex.org/api-entities/works/work-object */
const answerSchema = z.object({ results: listOf(workSchema) });

const mostResults = 100;
const fields = Object.keys(workSchema.shape).join(",");

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, { baseUrl, key, contactUrl }) => ({
    url: apiUrl(baseUrl, "works", {
      search: query.text,
      filter: filterOf(query),
      per_page: Math.min(query.limit, mostResults),
      select: fields,
      api_key: key === "" ? undefined : key,
      mailto: emailOf(contactUrl),
    }),
    ofError,
  }),
  read: ({ results }) => results.map(ofWork),
};

/** The open catalogue of scholarly works. */
export function openalex(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const openalexEntry: EngineEntry = { ...facts, make: openalex };

function filterOf(query: EngineQuery): string | undefined {
  const { since, until } = query.filters ?? {};
  const parts: readonly (readonly [string, string | undefined])[] = [
    ["from_publication_date", since?.slice(0, 10)],
    ["to_publication_date", until?.slice(0, 10)],
    ["language", filterLanguage(query)],
  ];
  const set = parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]));
  return set.length === 0 ? undefined : set.join(",");
}

function ofWork(work: Work): RawResult {
  const abstract = rebuiltAbstract(work.abstract_inverted_index ?? {});
  const authors = (work.authorships ?? []).flatMap(({ author }) => author.display_name ?? []);
  const title = work.display_name ?? "";
  const { primary_location: primary, best_oa_location: open } = work;
  return {
    url: doiUrl(work.doi) ?? primary?.landing_page_url ?? work.id,
    title,
    snippet: abstract,
    published: work.publication_date,
    authors,
    language: work.language,
    text: paperRecord({
      title,
      authors,
      venue: primary?.source?.display_name,
      published: work.publication_date,
      doi: work.doi,
      openAccess: open?.pdf_url ?? open?.landing_page_url,
      citations: work.cited_by_count,
      abstract,
    }),
  };
}

/** No abstract is longer; positions beyond are not believed. */
const mostWords = 20_000;

/** The abstract, which comes as the positions of its words for reasons of law. */
export function rebuiltAbstract(index: Readonly<Record<string, readonly number[]>>): string {
  const words: string[] = [];
  for (const [word, positions] of Object.entries(index)) {
    for (const position of positions) {
      if (Number.isInteger(position) && position >= 0 && position < mostWords) words[position] = word;
    }
  }
  return words.filter((word) => word !== undefined).join(" ");
}

/** Over the day's allowance or over the rate: both are 429, and only the remaining allowance tells them apart. */
function ofError({ status, headers }: EngineError): ErrorMeaning | undefined {
  const remaining = headers["x-ratelimit-remaining-usd"] ?? headers["x-ratelimit-remaining"];
  if (status !== 429 || remaining === undefined || Number(remaining) > 0) return undefined;
  const resetSeconds = Number(headers["x-ratelimit-reset"]);
  return { code: "QUOTA", retryAfterMs: resetSeconds > 0 ? resetSeconds * 1_000 : undefined };
}
