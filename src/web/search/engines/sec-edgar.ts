import { z } from "zod";
import { version } from "../../../core/version.ts";
import { listOf } from "../ask-engine.ts";
import { emailOf } from "../contact.ts";
import { dateRange } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { jsonEngine, type JsonEngineSpec } from "../json-engine.ts";
import type { SearchEngine } from "../search-engine.ts";
import type { RawResult } from "../web-result.ts";

const facts: EngineFacts = {
  name: "sec-edgar",
  title: "SEC EDGAR",
  finds: "the full text of filings with the US Securities and Exchange Commission since 2001",
  intents: ["finance", "law"],
  languages: ["en"],
  needs: "contact",
  keyVariables: [],
  urlVariables: [],
  baseUrl: "https://efts.sec.gov/LATEST",
  filters: ["since", "until"],
  limit: { requests: 5, perMs: 1_000 },
  limits: "ten requests a second; answers only who names an email address",
  documentation: "https://www.sec.gov/about/webmaster-frequently-asked-questions#developers",
};

const filingSchema = z.object({
  /** Accession number and file, as `0000320193-20-000096:a10-k.htm`. */
  _id: z.string(),
  _source: z.object({
    adsh: z.string(),
    ciks: z.array(z.string()).min(1),
    display_names: z.array(z.string()).nullish().catch(null),
    form: z.string().nullish(),
    file_type: z.string().nullish(),
    file_description: z.string().nullish(),
    file_date: z.string().nullish(),
    period_ending: z.string().nullish(),
    biz_locations: z.array(z.string()).nullish().catch(null),
  }),
});

/** The index behind https://www.sec.gov/edgar/search: an answer of Elasticsearch. */
const answerSchema = z.object({ hits: z.object({ hits: listOf(filingSchema) }) });

const firstDay = "2001-01-01";

const spec: JsonEngineSpec<z.infer<typeof answerSchema>> = {
  facts,
  schema: answerSchema,
  request: (query, options) => {
    const days = dateRange(query, clockOf(options));
    return {
      url: apiUrl(options.baseUrl, "search-index", {
        q: query.text,
        dateRange: days && "custom",
        startdt: days && (days.since < firstDay ? firstDay : days.since),
        enddt: days?.until,
      }),
      headers: { "user-agent": declaredAgent(options) },
      ofError: ({ status, body }) =>
        // The page that meets undeclared tools, and those that ask too often.
        status === 403 && /Request Rate Threshold/i.test(body) ? { code: "RATE_LIMITED" } : undefined,
    };
  },
  read: ({ hits }) => hits.hits.map(ofFiling),
};

/**
 * Filings by EDGAR's full-text search. Words must all occur; words in quotes are a phrase. Asked without an email
 * address, it refuses, and may shut out for a while where the request came from.
 */
export function secEdgar(options: EngineOptions): SearchEngine {
  return jsonEngine(spec, options);
}

/** Its row in the table of engines. */
export const secEdgarEntry: EngineEntry = { ...facts, make: secEdgar };

/** The form that the SEC asks for: a name and an email address. */
function declaredAgent({ contactUrl }: EngineOptions): string {
  return `deepwell/${version} ${emailOf(contactUrl) ?? ""}`;
}

function ofFiling({ _id, _source: filing }: z.infer<typeof filingSchema>): RawResult {
  const { adsh, ciks, form, file_type, file_description, file_date, period_ending } = filing;
  const file = _id.slice(_id.indexOf(":") + 1);
  const names = (filing.display_names ?? []).map((name) => name.replace(/\s+/g, " "));
  const folder = `${Number(ciks[0])}/${adsh.replaceAll("-", "")}`;
  const about = [
    file_description ?? file_type,
    period_ending && `period ending ${period_ending}`,
    file_date && `filed ${file_date}`,
    filing.biz_locations?.[0],
  ];
  return {
    url: `https://www.sec.gov/Archives/edgar/data/${folder}/${encodeURIComponent(file)}`,
    title: `${form ?? file_type ?? "Filing"} of ${names.join(", ") || `CIK ${ciks[0]}`}`,
    snippet: about.filter(Boolean).join(", "),
    published: file_date,
  };
}
