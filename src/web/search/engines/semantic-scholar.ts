import { z } from "zod";
import { listOf } from "../ask-engine.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import { doiUrl, paperRecord } from "../paper-record.ts";
import type { EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "semantic-scholar",
  title: "Semantic Scholar",
  finds: "scholarly works of all fields, ranked by meaning and citations",
  intents: ["academic"],
  needs: "nothing",
  keyVariables: ["SEMANTIC_SCHOLAR_API_KEY", "S2_API_KEY"],
  urlVariables: [],
  baseUrl: "https://api.semanticscholar.org/graph/v1",
  filters: ["since", "until"],
  limit: { requests: 1, perMs: 1_000 },
  limits: "a request a second with a free key; without one a pool that everybody shares",
  documentation: "https://api.semanticscholar.org/api-docs/graph",
  attribution: "name Semantic Scholar where its data are shown",
};

const paperSchema = z.object({
  paperId: z.string(),
  url: z.string().nullish(),
  title: z.string().nullish(),
  abstract: z.string().nullish(),
  venue: z.string().nullish(),
  year: z.number().nullish(),
  publicationDate: z.string().nullish(),
  citationCount: z.number().nullish(),
  authors: z
    .array(z.object({ name: z.string().nullish() }))
    .nullish()
    .catch(null),
  externalIds: z.object({ DOI: z.string().nullish(), ArXiv: z.string().nullish() }).nullish().catch(null),
  openAccessPdf: z.object({ url: z.string().nullish() }).nullish().catch(null),
  tldr: z.object({ text: z.string().nullish() }).nullish().catch(null),
});

/** https://api.semanticscholar.org/api-docs/graph: paper relevance search; without hits it has no `data`. */
const answerSchema = z.object({ total: z.number(), data: listOf(paperSchema).optional() });

const mostResults = 100;
const fields = Object.keys(paperSchema.shape)
  .filter((name) => name !== "paperId")
  .join(",");

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, { baseUrl, key }) => ({
    url: apiUrl(baseUrl, "paper/search", {
      // Its documentation says that words with hyphens find nothing.
      query: query.text.replaceAll("-", " "),
      limit: Math.min(query.limit, mostResults),
      fields,
      publicationDateOrYear: rangeOf(query),
    }),
    headers: key === "" ? {} : { "x-api-key": key },
  }),
  read: ({ data = [] }) => data.map(ofPaper),
};

/** The Academic Graph of the Allen Institute for AI. */
export function semanticScholar(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const semanticScholarEntry: EngineEntry = { ...facts, make: semanticScholar };

function rangeOf({ filters: { since, until } = {} }: EngineQuery): string | undefined {
  if (since === undefined && until === undefined) return undefined;
  return `${since?.slice(0, 10) ?? ""}:${until?.slice(0, 10) ?? ""}`;
}

function ofPaper(paper: z.infer<typeof paperSchema>): RawResult {
  const { externalIds, openAccessPdf, tldr } = paper;
  const abstract = paper.abstract ?? "";
  const title = paper.title ?? "";
  const authors = (paper.authors ?? []).flatMap(({ name }) => name ?? []);
  const published = paper.publicationDate ?? (paper.year ? String(paper.year) : undefined);
  const arxiv = externalIds?.ArXiv ? `https://arxiv.org/abs/${externalIds.ArXiv}` : undefined;
  return {
    url:
      arxiv ??
      doiUrl(externalIds?.DOI) ??
      paper.url ??
      `https://www.semanticscholar.org/paper/${paper.paperId}`,
    title,
    snippet: abstract || tldr?.text,
    published,
    authors,
    text: paperRecord({
      title,
      authors,
      venue: paper.venue,
      published,
      doi: externalIds?.DOI,
      openAccess: openAccessPdf?.url || arxiv,
      citations: paper.citationCount,
      abstract,
    }),
  };
}
