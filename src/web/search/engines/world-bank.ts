import { z } from "zod";
import { askEngine, listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { queryLanguage } from "../query-language.ts";
import { oneLine } from "../read-markup.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";
import { type Country, figuresTable, type Figure } from "./world-bank-figures.ts";
import { countriesIn, type Indicator, matchIndicators } from "./world-bank-match.ts";

const facts: EngineFacts = {
  name: "world-bank",
  title: "World Bank",
  finds: "figures of countries and the world over the years: the World Development Indicators as tables",
  intents: ["statistics", "finance"],
  languages: ["en", "zh", "es", "fr", "ar"],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://api.worldbank.org/v2",
  filters: ["since", "until"],
  limit: { requests: 1, perMs: 1_000 },
  limits: "not documented; a search is one to three requests, the first one two more",
  documentation: "https://datahelpdesk.worldbank.org/knowledgebase/articles/889392",
  attribution: "data under CC BY 4.0: name the World Bank and the indicator",
};

/** Of World Development Indicators among the sources. */
const source = 2;
const mostIndicators = 3;
const latestFigures = 10;

/** Some lists of the API number their pages in texts. */
const pageNumber = z.union([z.number(), z.string()]);

/** A page of the API is a list of what is told about the page and its items; an error is a list of one. */
function pageOf<T>(item: z.ZodType<T>) {
  const problem = z.object({ message: z.array(z.object({ value: z.string() })).min(1) });
  return z.union([z.tuple([z.object({ page: pageNumber }), listOf(item).nullable()]), z.tuple([problem])]);
}

const indicatorPage = pageOf(
  z.object({
    id: z.string(),
    name: z.string(),
    sourceNote: z.string().nullish(),
    sourceOrganization: z.string().nullish(),
  }),
);
const countryPage = pageOf(z.object({ id: z.string(), name: z.string() }));
const figurePage = pageOf(
  z.object({
    countryiso3code: z.string(),
    country: z.object({ value: z.string() }),
    date: z.string(),
    value: z.number().nullable(),
  }),
);

interface Catalogue {
  readonly indicators: readonly Indicator[];
  readonly countries: readonly Country[];
}

/**
 * Figures of the World Bank. Indicators and countries are found by their names in the query, in a list that is asked
 * for once in each language; without a country the figures are those of the world.
 */
export function worldBank(options: EngineOptions): SearchEngine {
  const catalogues = new Map<string, Catalogue>();
  return engineOf(facts, options, (query, ready, signal) =>
    find(query, { ready, signal, catalogues, language: languageOf(query) }),
  );
}

/** Its row in the table of engines. */
export const worldBankEntry: EngineEntry = { ...facts, make: worldBank };

function languageOf(query: EngineQuery): string {
  const language = queryLanguage(query);
  return facts.languages?.includes(language) === true ? language : "en";
}

interface Finding {
  readonly ready: ReadyOptions;
  readonly signal: AbortSignal;
  readonly catalogues: Map<string, Catalogue>;
  readonly language: string;
}

async function find(query: EngineQuery, finding: Finding): Promise<readonly RawResult[] | EngineFailure> {
  const catalogue = await catalogueOf(finding);
  if ("type" in catalogue) return catalogue;
  const countries = countriesIn(query.text, catalogue.countries);
  const indicators = matchIndicators(query.text, { ...catalogue, countries });
  const results: RawResult[] = [];
  for (const indicator of indicators.slice(0, Math.min(query.limit, mostIndicators))) {
    const figures = await figuresOf(indicator, { ...finding, query, countries });
    if ("type" in figures) return figures;
    if (figures.length > 0) results.push(ofIndicator(indicator, figures, finding.language));
  }
  return results;
}

async function catalogueOf(finding: Finding): Promise<Catalogue | EngineFailure> {
  const { catalogues, language } = finding;
  const known = catalogues.get(language);
  if (known !== undefined) return known;
  const indicators = await askPage(`source/${source}/indicator`, { per_page: 3_000 }, indicatorPage, finding);
  if ("type" in indicators) return indicators;
  const countries = await askPage("country", { per_page: 400 }, countryPage, finding);
  if ("type" in countries) return countries;
  const catalogue = { indicators, countries };
  catalogues.set(language, catalogue);
  return catalogue;
}

async function figuresOf(
  { id }: Indicator,
  finding: Finding & { readonly query: EngineQuery; readonly countries: readonly Country[] },
): Promise<readonly Figure[] | EngineFailure> {
  const { since, until } = finding.query.filters ?? {};
  const codes = finding.countries.length === 0 ? ["WLD"] : finding.countries.map((country) => country.id);
  const years = { date: `${since?.slice(0, 4) ?? 1960}:${until?.slice(0, 4) ?? 2100}` };
  const period = since === undefined && until === undefined ? { mrnev: latestFigures } : years;
  const parameters = { ...period, per_page: 1_000 };
  const items = await askPage(`country/${codes.join(";")}/indicator/${id}`, parameters, figurePage, finding);
  if ("type" in items) return items;
  return items.flatMap(({ country, date, value }) =>
    value === null ? [] : [{ country: country.value, year: date, value }],
  );
}

type Page<T> = z.ZodType<
  | readonly [{ page: number | string }, readonly T[] | null]
  | readonly [{ message: readonly { value: string }[] }]
>;

async function askPage<T>(
  path: string,
  parameters: Readonly<Record<string, string | number>>,
  schema: Page<T>,
  { ready, signal, language }: Finding,
): Promise<readonly T[] | EngineFailure> {
  const url = apiUrl(ready.baseUrl, `${language}/${path}`, { format: "json", ...parameters });
  const answer = await askEngine({ title: facts.title, url, schema }, ready, signal);
  if (answer.type === "failure") return answer;
  const [head, items] = answer.value;
  if (!("message" in head)) return items ?? [];
  const said = head.message[0]?.value ?? "it does not say why";
  return engineFailure("REFUSED", `${facts.title} refuses the request: ${oneLine(said)}`);
}

function ofIndicator(indicator: Indicator, figures: readonly Figure[], language: string): RawResult {
  const table = figuresTable(figures);
  const countries = [...new Set(figures.map(({ country }) => country))].join(", ");
  const [latest] = figures.toSorted((a, b) => b.year.localeCompare(a.year));
  const title = `${indicator.name}: ${countries}`;
  return {
    url: `https://data.worldbank.org/indicator/${indicator.id}`,
    title,
    snippet: `${latest?.country} ${latest?.year}: ${latest?.value}. ${indicator.sourceNote ?? ""}`,
    language,
    text: [
      `# ${title}`,
      table,
      oneLine(indicator.sourceNote ?? ""),
      `World Bank, World Development Indicators, ${indicator.id}. ${oneLine(indicator.sourceOrganization ?? "")}`,
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}
