import { z } from "zod";
import { parseJson } from "../../../core/json.ts";
import { askEngine, type EngineError, type ErrorMeaning, listOf } from "../ask-engine.ts";
import { endOfDay, startOfDay } from "../date-range.ts";
import type { EngineEntry, EngineFacts } from "../engine-entry.ts";
import { engineFailure } from "../engine-failure.ts";
import { apiUrl, clockOf, type EngineOptions } from "../engine-options.ts";
import { unmappedFilters } from "../filter-mapping.ts";
import { plainText } from "../plain-text.ts";
import type { EngineFailure, EngineOutcome, EngineQuery, SearchEngine } from "../search-engine.ts";
import { type RawResult, webResults } from "../web-result.ts";

const facts: EngineFacts = {
  name: "stack-exchange",
  title: "Stack Exchange",
  finds: "questions and their state on Stack Overflow, or on the site of Stack Exchange named as domain",
  intents: ["code"],
  languages: ["en"],
  needs: "nothing",
  keyVariables: ["STACK_EXCHANGE_KEY", "STACKEXCHANGE_API_KEY"],
  urlVariables: [],
  baseUrl: "https://api.stackexchange.com/2.3",
  filters: ["since", "until"],
  limit: { requests: 5, perMs: 1_000 },
  limits: "300 requests a day from one address, 10,000 with a free key; waits when told to (`backoff`)",
  documentation: "https://api.stackexchange.com/docs/throttle",
  attribution: "text under CC BY-SA 4.0: name the site, link the question and name its authors",
};

const questionSchema = z.object({
  link: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  tags: z.array(z.string()).nullish().catch(null),
  score: z.number().nullish(),
  answer_count: z.number().nullish(),
  is_answered: z.boolean().nullish(),
  creation_date: z.number().nullish(),
  owner: z.object({ display_name: z.string().nullish() }).nullish().catch(null),
});

/** https://api.stackexchange.com/docs/wrapper */
const answerSchema = z.object({
  items: listOf(questionSchema),
  backoff: z.number().optional(),
  quota_remaining: z.number().optional(),
});

const mostResults = 100;

/**
 * Questions of Stack Exchange. When an answer asks to be left alone for some seconds, or tells that the quota of the
 * day is spent, searches until then fail without a request, as the terms of the API demand.
 */
export function stackExchange(options: EngineOptions): SearchEngine {
  const { name, intents, languages = [] } = facts;
  const hold: Hold = { untilMs: 0, isQuota: false };
  return { name, intents, languages, search: (query, signal) => search(query, { options, hold, signal }) };
}

/** Its row in the table of engines. */
export const stackExchangeEntry: EngineEntry = { ...facts, make: stackExchange };

/** What the API has told this engine to wait for. */
interface Hold {
  untilMs: number;
  isQuota: boolean;
}

interface Searching {
  readonly options: EngineOptions;
  readonly hold: Hold;
  readonly signal: AbortSignal;
}

async function search(query: EngineQuery, { options, hold, signal }: Searching): Promise<EngineOutcome> {
  const held = heldBack(hold, options);
  if (held !== undefined) return held;
  const site = siteOf(query);
  const { since, until } = query.filters ?? {};
  const url = apiUrl(options.baseUrl ?? facts.baseUrl ?? "", "search/advanced", {
    q: query.text,
    site: site ?? "stackoverflow",
    order: "desc",
    sort: "relevance",
    pagesize: Math.min(query.limit, mostResults),
    fromdate: since && startOfDay(since),
    todate: until && endOfDay(until),
    filter: "withbody",
    key: options.key,
  });
  const answer = await askEngine({ title: facts.title, url, schema: answerSchema, ofError }, options, signal);
  if (answer.type === "failure") return answer;
  takeHold(hold, answer.value, options);
  return {
    type: "results",
    results: webResults(answer.value.items.map(ofQuestion), query.limit),
    unmapped: unmappedFilters(query, site === undefined ? facts.filters : [...facts.filters, "domains"]),
  };
}

function heldBack(hold: Hold, options: EngineOptions): EngineFailure | undefined {
  const waitMs = hold.untilMs - clockOf(options).now().getTime();
  if (waitMs <= 0) return undefined;
  const message = `${facts.title} has asked to be left alone for another ${Math.ceil(waitMs / 1_000)} s.`;
  return engineFailure(hold.isQuota ? "QUOTA" : "RATE_LIMITED", message, { retryAfterMs: waitMs });
}

const dayMs = 86_400_000;

function takeHold(
  hold: Hold,
  { backoff, quota_remaining }: z.infer<typeof answerSchema>,
  options: EngineOptions,
): void {
  const nowMs = clockOf(options).now().getTime();
  if (quota_remaining === 0) {
    // The quota is that of a day in UTC.
    Object.assign(hold, { untilMs: Math.ceil((nowMs + 1) / dayMs) * dayMs, isQuota: true });
  } else if (backoff !== undefined && backoff > 0) {
    Object.assign(hold, { untilMs: nowMs + backoff * 1_000, isQuota: false });
  }
}

/** The site whose address is the only domain asked for; undefined where it is none of Stack Exchange. */
function siteOf({ filters }: EngineQuery): string | undefined {
  const [domain = "", ...others] = filters?.domains ?? [];
  if (others.length > 0) return undefined;
  const own =
    /^(?:www\.)?(stackoverflow|superuser|serverfault|askubuntu|stackapps|mathoverflow)\.(?:com|net)$/i;
  const name = own.exec(domain)?.[1] ?? /^([a-z0-9-]+(?:\.meta)?)\.stackexchange\.com$/i.exec(domain)?.[1];
  return name?.toLowerCase() === "mathoverflow" ? "mathoverflow.net" : name?.toLowerCase();
}

function ofQuestion(question: z.infer<typeof questionSchema>): RawResult {
  const body = plainText(question.body ?? "");
  const state = `${question.answer_count ?? 0} answers${question.is_answered === true ? ", answered" : ""}`;
  const standing = `Score ${question.score ?? 0}, ${state}; tags: ${(question.tags ?? []).join(", ")}.`;
  return {
    url: question.link,
    title: question.title,
    snippet: `${body.slice(0, 800)} (${standing})`,
    published: question.creation_date,
    authors: [question.owner?.display_name],
  };
}

const errorSchema = z.object({ error_name: z.string(), error_message: z.string() });

/** https://api.stackexchange.com/docs/error-handling: every error is a 400 with a name. */
function ofError({ body }: EngineError): ErrorMeaning | undefined {
  const parsed = parseJson(body);
  const error = errorSchema.safeParse(parsed.ok ? parsed.value : undefined).data;
  if (error === undefined) return undefined;
  if (error.error_name === "throttle_violation") {
    const seconds = /available in (\d+) seconds/.exec(error.error_message)?.[1];
    return {
      code: "RATE_LIMITED",
      retryAfterMs: seconds === undefined ? undefined : Number(seconds) * 1_000,
    };
  }
  if (/^(?:key_required|access_denied)$/.test(error.error_name) || /`key`/.test(error.error_message))
    return { code: "KEY_REFUSED" };
  return /^(?:internal_error|temporarily_unavailable)$/.test(error.error_name)
    ? { code: "UNREACHABLE" }
    : undefined;
}
