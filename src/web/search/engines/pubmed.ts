import { z } from "zod";
import { askEngine, askEngineText } from "../ask-engine.ts";
import { emailOf } from "../contact.ts";
import { dateRange } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { engineOf, type ReadyOptions } from "../json-engine.ts";
import { paperRecord } from "../paper-record.ts";
import { bibliographicCode, filterLanguage, primaryTag } from "../query-language.ts";
import { childText, elementsNamed, type MarkupElement, oneLine, readMarkup } from "../read-markup.ts";
import type { EngineFailure, EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "pubmed",
  title: "PubMed",
  finds: "works of medicine and biology, with abstracts",
  intents: ["academic"],
  languages: ["en"],
  needs: "nothing",
  keyVariables: ["NCBI_API_KEY"],
  urlVariables: [],
  baseUrl: "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
  filters: ["language", "since", "until"],
  // A search is two requests.
  limit: { requests: 3, perMs: 2_000 },
  limits: "three requests a second, ten with a free key; a search is two",
  documentation: "https://www.ncbi.nlm.nih.gov/books/NBK25499/",
};

/** https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.ESearch; an error may stand in either place. */
const answerSchema = z.union([
  z.object({ esearchresult: z.object({ idlist: z.array(z.string()), ERROR: z.string().optional() }) }),
  z.object({ esearchresult: z.object({ ERROR: z.string() }) }),
  z.object({ error: z.string() }),
]);

const mostResults = 100;

/** PubMed by the Entrez utilities: one request for the numbers of the works, one for the works. */
export function pubmed(options: EngineOptions): SearchEngine {
  return engineOf(facts, options, find);
}

/** Its row in the table of engines. */
export const pubmedEntry: EngineEntry = { ...facts, make: pubmed };

async function find(
  query: EngineQuery,
  options: ReadyOptions,
  signal: AbortSignal,
): Promise<readonly RawResult[] | EngineFailure> {
  const { title } = facts;
  const found = await askEngine(
    { title, url: searchUrl(query, options), schema: answerSchema },
    options,
    signal,
  );
  if (found.type === "failure") return found;
  const error = errorIn(found.value);
  if (error !== undefined) return refusal(error);
  const ids = idsIn(found.value);
  if (ids.length === 0) return [];
  const url = entrezUrl("efetch.fcgi", { id: ids.join(","), retmode: "xml" }, options);
  const fetched = await askEngineText({ title, url, accept: "application/xml" }, options, signal);
  if (fetched.type === "failure") return fetched;
  const [set] = elementsNamed(readMarkup(fetched.value, "xml"), "PubmedArticleSet");
  if (set === undefined)
    return engineFailure("BAD_ANSWER", `${title} sends another answer than it documents.`);
  return elementsNamed(set, "PubmedArticle").map(ofArticle);
}

function searchUrl(query: EngineQuery, options: ReadyOptions): URL {
  const days = dateRange(query, clockOf(options));
  const language = filterLanguage(query);
  const code = language && (bibliographicCode(language) ?? language);
  return entrezUrl(
    "esearch.fcgi",
    {
      term: code === undefined ? query.text : `(${query.text}) AND ${code}[la]`,
      retmax: Math.min(query.limit, mostResults),
      retmode: "json",
      sort: "relevance",
      datetype: days && "pdat",
      mindate: days?.since.replaceAll("-", "/"),
      maxdate: days?.until.replaceAll("-", "/"),
    },
    options,
  );
}

function entrezUrl(
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
  { baseUrl, key, contactUrl }: ReadyOptions,
): URL {
  return apiUrl(baseUrl, path, {
    db: "pubmed",
    ...parameters,
    tool: "deepwell",
    email: emailOf(contactUrl),
    api_key: key === "" ? undefined : key,
  });
}

function errorIn(answer: z.infer<typeof answerSchema>): string | undefined {
  return "error" in answer ? answer.error : answer.esearchresult.ERROR;
}

function idsIn(answer: z.infer<typeof answerSchema>): readonly string[] {
  const list = "error" in answer || !("idlist" in answer.esearchresult) ? [] : answer.esearchresult.idlist;
  return list.filter((id) => /^\d+$/.test(id));
}

function refusal(error: string): EngineFailure {
  const code = /rate limit/i.test(error)
    ? "RATE_LIMITED"
    : /api key/i.test(error)
      ? "KEY_REFUSED"
      : "REFUSED";
  return engineFailure(code, `${facts.title} refuses the request: ${oneLine(error)}`);
}

function ofArticle(element: MarkupElement): RawResult {
  const [article = element] = elementsNamed(element, "Article");
  const title = childText(article, "ArticleTitle").replace(/\.$/, "");
  const authors = elementsNamed(article, "Author").map(nameOf);
  const published = dateOf(elementsNamed(article, "ArticleDate")[0] ?? elementsNamed(article, "PubDate")[0]);
  const abstract = elementsNamed(article, "AbstractText").map(sectionOf).join("\n\n");
  const [journal] = elementsNamed(article, "Journal");
  const pmc = identifier(element, "pmc");
  const [number] = elementsNamed(element, "PMID");
  return {
    url: number === undefined ? undefined : `https://pubmed.ncbi.nlm.nih.gov/${number.text.trim()}/`,
    title,
    snippet: abstract,
    published,
    authors,
    language: primaryTag(childText(article, "Language")),
    text: paperRecord({
      title,
      authors,
      venue: journal && childText(journal, "Title"),
      published,
      doi: identifier(element, "doi"),
      openAccess: pmc && `https://pmc.ncbi.nlm.nih.gov/articles/${pmc}/`,
      abstract,
    }),
  };
}

/** One of the article's own identifiers; its references have lists of the same name further down. */
function identifier(article: MarkupElement, type: string): string | undefined {
  const lists = elementsNamed(article, "PubmedData").flatMap(({ children }) =>
    children.filter(({ name }) => name === "ArticleIdList"),
  );
  const found = lists
    .flatMap(({ children }) => children)
    .find(({ attributes }) => attributes["IdType"] === type);
  return found?.text.trim();
}

/** Structured abstracts name their sections. */
function sectionOf({ attributes, text }: MarkupElement): string {
  const label = attributes["Label"];
  return label === undefined ? oneLine(text) : `${label}: ${oneLine(text)}`;
}

function nameOf(author: MarkupElement): string {
  const parts = ["ForeName", "LastName", "CollectiveName"].map((name) => childText(author, name));
  return oneLine(parts.join(" "));
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Year, month and day as far as they are there; months come as numbers or as three letters. */
function dateOf(date: MarkupElement | undefined): string | undefined {
  if (date === undefined) return undefined;
  const year = childText(date, "Year") || /\d{4}/.exec(childText(date, "MedlineDate"))?.[0];
  const written = childText(date, "Month");
  const named = months.indexOf(written.slice(0, 3).toLowerCase());
  const month = named >= 0 ? String(named + 1) : written;
  const day = childText(date, "Day");
  if (!/^\d{1,2}$/.test(month)) return year;
  return [year, month.padStart(2, "0"), ...(day === "" ? [] : [day.padStart(2, "0")])].join("-");
}
