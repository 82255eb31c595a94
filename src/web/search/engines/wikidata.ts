import { z } from "zod";
import { askEngine, listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { queryLanguage } from "../query-language.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";
import { type Entity, type Labels, mentionedIds, readEntity, statementLines } from "./wikidata-statements.ts";

const facts: EngineFacts = {
  name: "wikidata",
  title: "Wikidata",
  finds: "entities by name, with what is stated of them: dates, places, numbers, relations",
  intents: ["encyclopaedia", "statistics"],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://www.wikidata.org",
  filters: ["language"],
  // A search is three requests, four where no name fits.
  limit: { requests: 1, perMs: 1_000 },
  limits: "no hard limit for reading; one request after the other is asked for, and a search is three",
  documentation: "https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities",
};

/** Errors come with a status of success (https://www.mediawiki.org/wiki/API:Errors_and_warnings). */
const errorSchema = z.object({ error: z.object({ code: z.string(), info: z.string() }) });
const namesSchema = z.object({ search: listOf(z.object({ id: z.string() })) });
const pagesSchema = z.object({ query: z.object({ search: listOf(z.object({ title: z.string() })) }) });
const entitiesSchema = z.object({ entities: z.record(z.string(), z.unknown()) });

/** Entities with their statements are large. */
const mostEntities = 3;
/** The API gives no more entities at once. */
const mostNames = 50;

/** Wikidata: the entities whose names fit a query, else those in which its words occur, as lists of their statements. */
export function wikidata(options: EngineOptions): SearchEngine {
  return engineOf(facts, options, find);
}

/** Its row in the table of engines. */
export const wikidataEntry: EngineEntry = { ...facts, make: wikidata };

async function find(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  const language = queryLanguage(query);
  const asking: Asking = { language, options, signal };
  const ids = await idsOf(query, asking);
  if ("type" in ids) return ids;
  if (ids.length === 0) return [];
  const entities = await entitiesOf(ids, { ...asking, props: "labels|descriptions|claims" });
  if ("type" in entities) return entities;
  const labels = await labelsOf(entities, asking);
  return ids.flatMap((id) => {
    const entity = entities.find((each) => each.id === id);
    return entity === undefined ? [] : [ofEntity(entity, labels, language)];
  });
}

interface Asking {
  readonly language: string;
  readonly options: ReadyOptions;
  readonly signal: AbortSignal;
}

async function idsOf(query: EngineQuery, asking: Asking): Promise<readonly string[] | EngineFailure> {
  const { language } = asking;
  const limit = Math.min(query.limit, mostEntities);
  const named = await askApi(
    { action: "wbsearchentities", search: query.text, language, uselang: language, type: "item", limit },
    namesSchema,
    asking,
  );
  if ("type" in named) return named;
  const found = named.search.map(({ id }) => id).filter(isItem);
  if (found.length > 0) return found;
  const pages = await askApi(
    { action: "query", list: "search", srsearch: query.text, srnamespace: 0, srlimit: limit },
    pagesSchema,
    asking,
  );
  return "type" in pages ? pages : pages.query.search.map(({ title }) => title).filter(isItem);
}

function isItem(id: string): boolean {
  return /^Q\d+$/.test(id);
}

async function entitiesOf(
  ids: readonly string[],
  asking: Asking & { readonly props: string },
): Promise<readonly Entity[] | EngineFailure> {
  const { language, props } = asking;
  const answer = await askApi(
    { action: "wbgetentities", ids: ids.join("|"), props, languages: language, languagefallback: 1 },
    entitiesSchema,
    asking,
  );
  return "type" in answer
    ? answer
    : Object.values(answer.entities).flatMap((value) => readEntity(value) ?? []);
}

/** Names of the properties and items that statements mention; a statement whose names cannot be had keeps its ids. */
async function labelsOf(entities: readonly Entity[], asking: Asking): Promise<Labels> {
  const ids = mentionedIds(entities).slice(0, mostNames);
  if (ids.length === 0) return new Map();
  const named = await entitiesOf(ids, { ...asking, props: "labels" });
  return "type" in named ? new Map() : new Map(named.map((each) => [each.id, nameOf(each, asking.language)]));
}

async function askApi<T extends object>(
  parameters: Readonly<Record<string, string | number>>,
  schema: z.ZodType<T>,
  { options, signal }: Asking,
): Promise<T | EngineFailure> {
  const { title } = facts;
  const url = apiUrl(options.baseUrl, "w/api.php", { ...parameters, format: "json", formatversion: 2 });
  const answer = await askEngine({ title, url, schema: z.union([errorSchema, schema]) }, options, signal);
  if (answer.type === "failure") return answer;
  const failed = errorSchema.safeParse(answer.value).data;
  if (failed === undefined) return schema.parse(answer.value);
  const { error } = failed;
  const code = error.code === "ratelimited" || error.code === "maxlag" ? "RATE_LIMITED" : "REFUSED";
  return engineFailure(code, `${title} does not answer the request: ${error.info}`);
}

/** The label in the language asked for, or the one that stands in for it. */
function nameOf({ id, labels }: Entity, language: string): string {
  return (labels?.[language] ?? Object.values(labels ?? {})[0])?.value ?? id;
}

function ofEntity(entity: Entity, labels: Labels, language: string): RawResult {
  const title = nameOf(entity, language);
  const description = entity.descriptions?.[language] ?? Object.values(entity.descriptions ?? {})[0];
  const lines = statementLines(entity, labels);
  return {
    url: `https://www.wikidata.org/wiki/${entity.id}`,
    title,
    snippet: [description?.value, ...lines.map((line) => line.replace(/^- /, ""))].filter(Boolean).join("; "),
    language,
    text: [`# ${title}`, description?.value ?? "", lines.join("\n")]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}
