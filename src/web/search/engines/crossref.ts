import { z } from "zod";
import { listOf } from "../ask-engine.ts";
import { emailOf } from "../contact.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import { doiUrl, paperRecord } from "../paper-record.ts";
import { plainText } from "../plain-text.ts";
import type { EngineQuery, SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "crossref",
  title: "Crossref",
  finds: "scholarly works by what publishers registered with their DOI",
  intents: ["academic"],
  needs: "nothing",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://api.crossref.org",
  filters: ["since", "until"],
  limit: { requests: 1, perMs: 1_000 },
  limits: "a search a second; three with an email address in DEEPWELL_CONTACT_URL",
  documentation: "https://www.crossref.org/documentation/retrieve-metadata/rest-api/",
};

const partialDate = z
  .object({ "date-parts": z.array(z.array(z.number().nullable())) })
  .nullish()
  .catch(null);

const workSchema = z.object({
  DOI: z.string(),
  title: z.array(z.string()).nullish().catch(null),
  abstract: z.string().nullish().catch(null),
  author: z
    .array(z.object({ given: z.string(), family: z.string(), name: z.string() }).partial())
    .nullish()
    .catch(null),
  "container-title": z.array(z.string()).nullish().catch(null),
  published: partialDate,
  "is-referenced-by-count": z.number().nullish().catch(null),
});

/** https://api.crossref.org/swagger-ui/index.html */
const answerSchema = z.object({ status: z.literal("ok"), message: z.object({ items: listOf(workSchema) }) });

const mostResults = 100;
const fields = Object.keys(workSchema.shape).join(",");

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, { baseUrl, contactUrl }) => ({
    url: apiUrl(baseUrl, "works", {
      "query.bibliographic": query.text,
      rows: Math.min(query.limit, mostResults),
      filter: filterOf(query),
      select: fields,
      mailto: emailOf(contactUrl),
    }),
  }),
  read: ({ message }) => message.items.map(ofWork),
};

/** The registry of DOIs; abstracts only where the publisher gave them. */
export function crossref(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const crossrefEntry: EngineEntry = { ...facts, make: crossref };

function filterOf({ filters: { since, until } = {} }: EngineQuery): string | undefined {
  const parts = [
    ...(since === undefined ? [] : [`from-pub-date:${since.slice(0, 10)}`]),
    ...(until === undefined ? [] : [`until-pub-date:${until.slice(0, 10)}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(",");
}

function ofWork(work: z.infer<typeof workSchema>): RawResult {
  const title = work.title?.[0] ?? "";
  const abstract = jatsText(work.abstract ?? "");
  const published = dateOf(work.published?.["date-parts"][0]);
  const authors = (work.author ?? []).map(({ given = "", family = "", name = "" }) =>
    `${given} ${family} ${name}`.replace(/\s+/g, " ").trim(),
  );
  return {
    url: doiUrl(work.DOI),
    title,
    snippet: abstract,
    published,
    authors,
    text: paperRecord({
      title,
      authors,
      venue: work["container-title"]?.[0],
      published,
      doi: work.DOI,
      citations: work["is-referenced-by-count"],
      abstract,
    }),
  };
}

/** `[2024, 3, 1]`, `[2024, 3]` or `[2024]`. */
function dateOf(parts: readonly (number | null)[] = []): string | undefined {
  const [year, ...rest] = parts;
  if (typeof year !== "number") return undefined;
  return [String(year), ...rest.map((part) => String(part ?? "").padStart(2, "0"))].join("-");
}

/** An abstract in JATS as plain text, its paragraphs apart by empty lines; the heading that only says what it is goes. */
export function jatsText(markup: string): string {
  return markup
    .split(/<\/(?:jats:)?(?:p|title|sec|list-item)>/)
    .map(plainText)
    .filter((part) => part !== "" && !/^(?:abstract|摘要)$/i.test(part))
    .join("\n\n");
}
