import { z } from "zod";
import { listOf } from "../ask-engine.ts";
import { dateRange } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec, type ReadyOptions } from "../json-engine.ts";
import { doiUrl, paperRecord } from "../paper-record.ts";
import { plainText } from "../plain-text.ts";
import { bibliographicCode, filterLanguage, primaryTag } from "../query-language.ts";
import type { EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "europe-pmc",
  title: "Europe PMC",
  finds: "works of the life sciences, preprints among them",
  intents: ["academic"],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://www.ebi.ac.uk/europepmc/webservices/rest",
  filters: ["language", "since", "until"],
  limit: { requests: 5, perMs: 1_000 },
  limits: "not documented; asked five times a second at most here",
  documentation: "https://europepmc.org/RestfulWebService",
};

const workSchema = z.object({
  id: z.string(),
  source: z.string(),
  doi: z.string().nullish(),
  title: z.string().nullish(),
  abstractText: z.string().nullish(),
  language: z.string().nullish(),
  firstPublicationDate: z.string().nullish(),
  citedByCount: z.number().nullish().catch(null),
  isOpenAccess: z.string().nullish(),
  pmcid: z.string().nullish(),
  journalInfo: z
    .object({ journal: z.object({ title: z.string().nullish() }).nullish() })
    .nullish()
    .catch(null),
  authorList: z
    .object({ author: z.array(z.object({ fullName: z.string().nullish() })) })
    .nullish()
    .catch(null),
});

/** Its errors come with status 200. */
const answerSchema = z.union([
  z.object({ resultList: z.object({ result: listOf(workSchema) }) }),
  z.object({ errCode: z.union([z.number(), z.string()]), errMsg: z.string() }),
]);

const mostResults = 100;

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, options) => ({
    url: apiUrl(options.baseUrl, "search", {
      query: queryOf(query, options),
      resultType: "core",
      format: "json",
      pageSize: Math.min(query.limit, mostResults),
    }),
  }),
  read: (answer) =>
    "errMsg" in answer
      ? engineFailure("REFUSED", `${facts.title} refuses the request: ${plainText(answer.errMsg)}`)
      : answer.resultList.result.map(ofWork),
};

/** Europe PMC: PubMed, preprints and patents by one API. */
export function europePmc(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const europePmcEntry: EngineEntry = { ...facts, make: europePmc };

function queryOf(query: EngineQuery, options: ReadyOptions): string {
  const days = dateRange(query, clockOf(options));
  const language = filterLanguage(query);
  // Parentheses, colons and the like are operators there.
  const words = query.text
    .replace(/[^\p{L}\p{N}\s'.-]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return [
    `(${words})`,
    ...(days === undefined ? [] : [`FIRST_PDATE:[${days.since} TO ${days.until}]`]),
    ...(language === undefined ? [] : [`LANG:${bibliographicCode(language) ?? language}`]),
  ].join(" AND ");
}

function ofWork(work: z.infer<typeof workSchema>): RawResult {
  const abstract = (work.abstractText ?? "")
    .split(/(?=<h4>)/)
    .map((part) => plainText(part.replace("</h4>", ": ")))
    .join("\n\n");
  const title = plainText(work.title ?? "").replace(/\.$/, "");
  const authors = (work.authorList?.author ?? []).flatMap(({ fullName }) => fullName ?? []);
  const freeCopy = work.pmcid ? `https://pmc.ncbi.nlm.nih.gov/articles/${work.pmcid}/` : undefined;
  return {
    url: doiUrl(work.doi) ?? `https://europepmc.org/article/${work.source}/${work.id}`,
    title,
    snippet: abstract,
    published: work.firstPublicationDate,
    authors,
    language: work.language ? primaryTag(work.language) : undefined,
    text: paperRecord({
      title,
      authors,
      venue: work.journalInfo?.journal?.title,
      published: work.firstPublicationDate,
      doi: work.doi,
      openAccess: work.isOpenAccess === "Y" ? freeCopy : undefined,
      citations: work.citedByCount,
      abstract,
    }),
  };
}
