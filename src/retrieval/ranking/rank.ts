import { citationId } from "../../core/ids.ts";
import { present } from "../../core/present.ts";
import type { ScoreFactor, SearchHit, SearchOutcome, SearchQuery } from "../../web/search-provider.ts";
import type { IndexHit, IndexView, PassageFilter } from "../passage-index.ts";
import type { SourceTable } from "../store/source-table.ts";
import { type Choice, choose, type RankingOptions } from "./choose.ts";
import { hearNeighbours } from "./neighbours.ts";
import { PassageReader } from "./passage-reader.ts";
import { type ParsedQuery, parseQuery } from "./query-text.ts";
import { snippet } from "./snippet.ts";

/** What a search ranks with. */
export interface RankingContext {
  readonly view: IndexView;
  readonly sources: SourceTable;
  readonly filter: PassageFilter | undefined;
  readonly options: RankingOptions;
}

/** Candidates taken from the index: this many, or this many times what was asked for. */
const minCandidates = 200;
const candidateFactor = 3;
/** What a passage in which all quoted phrases occur is worth. */
const exactPhraseFactor = 1.25;

/** Searches and ranks; the whole of what the library does with a query. */
export function rank(query: SearchQuery, context: RankingContext): SearchOutcome {
  const parsed = parseQuery(query.text);
  const weights = new Map(parsed.terms.map(({ term }) => [term, context.view.idf(term)]));
  const { hits, exact } = findCandidates(parsed, query.limit, context);
  const reader = new PassageReader(context.sources);
  const ranked = context.options.neighbours
    ? hearNeighbours(context.view, hits, (number) => reader.fields(number))
    : hits.map((hit) => ({ ...hit, index: hit.score, neighbours: 0 }));
  const chosen = choose(ranked, query.limit, { reader, options: context.options });
  return {
    type: "hits",
    hits: chosen.map((choice) => toSearchHit(choice, weights, exact)),
    terms: [...weights].map(([term, idf]) => ({ term, idf })),
  };
}

interface FoundHits {
  readonly hits: readonly IndexHit[];
  /** Numbers of those in which every quoted phrase occurs. */
  readonly exact: ReadonlySet<number>;
}

/**
 * A passage with the quoted phrases is worth more than its words alone. One without them stays, because a question
 * that quotes a title is often answered elsewhere; only a query that is nothing but quoted asks for exact matches,
 * and gets them where there are any.
 */
function findCandidates(
  { terms, phrases, isAllQuoted }: ParsedQuery,
  wanted: number,
  context: RankingContext,
): FoundHits {
  const { view, filter } = context;
  const limit = Math.max(minCandidates, candidateFactor * wanted);
  const query = { terms, limit, ...present({ filter }) };
  const found = view.search(query);
  if (phrases.length === 0) return { hits: found, exact: new Set() };
  const matching = view.search({ ...query, phrases });
  const exact = new Set(matching.map((hit) => hit.number));
  if (isAllQuoted && matching.length > 0) return { hits: matching, exact };
  const others = found.filter((hit) => !exact.has(hit.number));
  const hits = [...matching.map((hit) => ({ ...hit, score: hit.score * exactPhraseFactor })), ...others];
  hits.sort((one, other) => other.score - one.score || one.number - other.number);
  return { hits, exact };
}

function toSearchHit(
  choice: Choice,
  weights: ReadonlyMap<string, number>,
  exact: ReadonlySet<number>,
): SearchHit {
  const { place, passage, hit, authority, factor, repeat, lift, score, duplicates } = choice;
  const { source } = place.stored;
  const why: ScoreFactor[] = [{ name: "words", value: hit.index }];
  if (hit.neighbours > 0) why.push({ name: "neighbours", value: hit.neighbours });
  if (factor !== 1) why.push({ name: "authority", value: factor, reason: authority.reason });
  if (repeat < 1) why.push({ name: "same-source", value: repeat });
  if (lift !== 1) why.push({ name: "authority-tier", value: lift, reason: authority.reason });
  if (exact.has(hit.number)) why.push({ name: "exact-phrase", value: exactPhraseFactor });
  return {
    citationId: citationId(source.id, passage.start, passage.end),
    source,
    passage,
    score,
    snippet: snippet(passage.text, weights),
    duplicates,
    why,
  };
}
