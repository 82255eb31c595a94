import type { HitObservation, QueryObservation, SearchObservation } from "../../agent/observation.ts";
import type { ToolContext, ToolResult } from "../../agent/tool.ts";
import type { AuthorityTier } from "../../core/authority.ts";
import type { JsonValue } from "../../core/json.ts";
import { present } from "../../core/present.ts";
import { reciprocalRank } from "../../core/reciprocal-rank.ts";
import type {
  AskedEngine,
  SearchFilters,
  SearchHit,
  SearchLead,
  SearchOutcome,
  SearchProvider,
  TermWeight,
} from "../../web/search-provider.ts";
import type { SurferProviders } from "./surfer-providers.ts";
import { renderSearch } from "./render-search.ts";
import { shareQuota } from "./share-quota.ts";

export interface SearchCall {
  readonly queries: readonly string[];
  readonly topk: number;
  readonly language?: string | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly exclude_domains?: readonly string[] | undefined;
  readonly shard?: "authority" | "general" | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * Searches all queries at all providers at once. Hits are shared fairly between the queries, each
 * passage is counted where it ranked best, and the model reads them as one list in fused order.
 */
export async function batchSearch(
  providers: SurferProviders,
  call: SearchCall,
  context: ToolContext,
): Promise<ToolResult> {
  const queries = [...new Set(call.queries)];
  const found = await Promise.all(
    queries.map((query) => searchOne(providers.search, query, call, context.signal)),
  );
  const shared = shareHits(found, call.topk);
  const leads = ownLeads(found);
  const observations = found.map(
    (result, index): QueryObservation => ({
      query: result.query,
      hits: (shared[index] ?? []).map(observed),
      terms: result.terms,
      ...(leads[index]?.length ? { leads: leads[index] } : {}),
      ...(result.engines.length === 0 ? {} : { engines: result.engines }),
      ...present({ error: result.error }),
    }),
  );
  const data: SearchObservation = { type: "search", queries: observations };
  await keepSources(providers, shared.flat(), context);
  const citable = shared.flat().filter((hit) => context.sources.has(hit.source.id));
  const evidence = new Map(citable.map((hit) => [hit.citationId, evidenceOf(hit)]));
  return {
    content: renderSearch(observations, fusedOrder(found)),
    data: data as unknown as JsonValue,
    evidence: [...evidence.values()],
    isError: found.every((result) => result.error !== undefined),
  };
}

interface FoundForQuery {
  readonly query: string;
  readonly hits: readonly SearchHit[];
  readonly terms: readonly TermWeight[];
  readonly leads: readonly SearchLead[];
  readonly engines: readonly AskedEngine[];
  readonly error?: string;
}

async function searchOne(
  providers: readonly SearchProvider[],
  query: string,
  call: SearchCall,
  signal: AbortSignal,
): Promise<FoundForQuery> {
  const filters = filtersOf(call);
  const request = { text: query, limit: call.topk, ...present({ filters }) };
  const outcomes = await Promise.all(providers.map((provider) => provider.search(request, signal)));
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.type === "failure" ? [`${providers[index]?.name}: ${outcome.message}`] : [],
  );
  const lists = outcomes.flatMap((outcome) => (outcome.type === "hits" ? [outcome] : []));
  const allFailed = lists.length === 0;
  return {
    query,
    hits: mergeProviders(lists),
    terms: mergeTerms(lists),
    leads: outcomes.flatMap((outcome) => outcome.leads ?? []),
    engines: outcomes.flatMap((outcome) => outcome.engines ?? []),
    ...(allFailed ? { error: failures.join("; ") || "no search provider is configured" } : {}),
  };
}

/** The library in two parts, which are searched alone or together. */
const tiersOf = {
  authority: ["high"],
  general: ["low", "contested", "unknown"],
} as const satisfies Readonly<Record<string, readonly AuthorityTier[]>>;

function filtersOf(call: SearchCall): SearchFilters | undefined {
  const { language, since, until, shard, domains, exclude_domains: excludeDomains } = call;
  const filters: SearchFilters = present({
    language,
    tiers: shard && tiersOf[shard],
    since,
    until,
    domains: domains?.map(bareDomain),
    excludeDomains: excludeDomains?.map(bareDomain),
  });
  return Object.keys(filters).length === 0 ? undefined : filters;
}

/** Models write sites as addresses, with `www.`, or with a star for what is below. */
function bareDomain(text: string): string {
  const host = URL.parse(/^https?:/i.test(text) ? text : `http://${text.replace(/^\*\./, "")}`)?.hostname;
  return (host ?? text).replace(/^www\./, "");
}

/** A hit may be cited only when the text it stands in is kept with the run. */
async function keepSources(
  providers: SurferProviders,
  hits: readonly SearchHit[],
  context: ToolContext,
): Promise<void> {
  const missing = new Set(hits.map((hit) => hit.source.id).filter((id) => !context.sources.has(id)));
  await Promise.all(
    [...missing].map(async (id) => {
      const outcome = await providers.pages.find((page) => page.canOpen(id))?.open(id, context.signal);
      if (outcome?.type === "page") await context.sources.put(outcome.source, outcome.text);
    }),
  );
}

type Hits = Extract<SearchOutcome, { type: "hits" }>;

/** Scores of different providers do not compare; ranks do. */
function mergeProviders(lists: readonly Hits[]): readonly SearchHit[] {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return only.hits;
  const fused = new Map<string, { hit: SearchHit; score: number }>();
  for (const list of lists) {
    for (const [rank, hit] of list.hits.entries()) {
      const known = fused.get(hit.citationId);
      const score = (known?.score ?? 0) + reciprocalRank(rank);
      fused.set(hit.citationId, { hit: known?.hit ?? hit, score });
    }
  }
  return [...fused.values()].sort((a, b) => b.score - a.score).map(({ hit, score }) => ({ ...hit, score }));
}

function mergeTerms(lists: readonly Hits[]): readonly TermWeight[] {
  const terms = new Map<string, number>();
  for (const { term, idf } of lists.flatMap((list) => list.terms)) {
    terms.set(term, Math.max(idf, terms.get(term) ?? 0));
  }
  return [...terms].map(([term, idf]) => ({ term, idf }));
}

/** A passage that several queries found stays with the query that ranked it best. */
function shareHits(found: readonly FoundForQuery[], topk: number): readonly (readonly SearchHit[])[] {
  const bestRank = new Map<string, { query: number; rank: number }>();
  for (const [query, { hits }] of found.entries()) {
    for (const [rank, hit] of hits.entries()) {
      const best = bestRank.get(hit.citationId);
      if (best === undefined || rank < best.rank) bestRank.set(hit.citationId, { query, rank });
    }
  }
  const own = found.map(({ hits }, query) =>
    hits.filter((hit) => bestRank.get(hit.citationId)?.query === query),
  );
  const quotas = shareQuota(
    own.map((hits) => hits.length),
    topk,
  );
  return own.map((hits, index) => hits.slice(0, quotas[index]));
}

const leadsPerQuery = 8;

/** The best leads of each query; a page that several queries lead to stays with the first, and one that was read goes. */
function ownLeads(found: readonly FoundForQuery[]): readonly (readonly SearchLead[])[] {
  const taken = new Set(found.flatMap(({ hits }) => hits.map((hit) => hit.source.url)));
  return found.map(({ leads }) => {
    const own = leads.filter(({ url }) => !taken.has(url)).slice(0, leadsPerQuery);
    for (const { url } of own) taken.add(url);
    return own;
  });
}

/** Citation ids, best first over all queries. */
function fusedOrder(found: readonly FoundForQuery[]): ReadonlyMap<string, number> {
  const scores = new Map<string, number>();
  for (const { hits } of found) {
    for (const [rank, hit] of hits.entries()) {
      scores.set(hit.citationId, (scores.get(hit.citationId) ?? 0) + reciprocalRank(rank));
    }
  }
  return scores;
}

function evidenceOf({
  citationId,
  source,
  passage,
}: SearchHit): Pick<SearchHit, "citationId" | "source" | "passage"> {
  return { citationId, source, passage };
}

function observed(hit: SearchHit): HitObservation {
  const { score, snippet, duplicates, engines, why } = hit;
  const known = why.find(({ name }) => name === "authority")?.reason;
  return {
    ...evidenceOf(hit),
    score,
    snippet,
    duplicates,
    ...present({ authority: known?.en, engines }),
  };
}
