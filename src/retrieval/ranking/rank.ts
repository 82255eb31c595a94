import { citationId } from "../../core/ids.ts";
import type { Passage } from "../../core/source.ts";
import type { ScoreFactor, SearchHit, SearchOutcome, SearchQuery } from "../../web/search-provider.ts";
import { indexableFields } from "../indexable.ts";
import type { IndexHit, IndexView, PassageFilter } from "../passage-index.ts";
import type { PassagePlace, SourceTable } from "../store/source-table.ts";
import { type AuthorityOf, authorityFactor } from "./authority.ts";
import { areNearDuplicates, type Fingerprint, fingerprint } from "./near-duplicates.ts";
import { hearNeighbours, type RankedHit } from "./neighbours.ts";
import { type ParsedQuery, parseQuery } from "./query-text.ts";
import { snippet } from "./snippet.ts";

export interface RankingOptions {
  readonly authorityOf: AuthorityOf;
  /** Let passages about the same thing speak for each other. */
  readonly neighbours: boolean;
  /** Fold near-copies into the best of them. */
  readonly foldDuplicates: boolean;
  /** Passages of one source after which further ones count less. */
  readonly freePerSource: number;
}

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
/** What each further passage of a source is worth beyond the free ones. */
const repeatFactor = 0.85;

/** A candidate whose source is known. */
interface Candidate {
  readonly place: PassagePlace;
  readonly hit: RankedHit;
  readonly authority: number;
  score: number;
}

/** A candidate that was taken. */
interface Choice extends Candidate {
  readonly passage: Passage;
  readonly print: Fingerprint | undefined;
  duplicates: number;
}

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
  const query = { terms, limit, ...(filter === undefined ? {} : { filter }) };
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

/** Finds and reads passages by number, each once a search. */
class PassageReader {
  readonly #sources: SourceTable;
  readonly #places = new Map<number, PassagePlace | undefined>();

  constructor(sources: SourceTable) {
    this.#sources = sources;
  }

  locate(number: number): PassagePlace | undefined {
    if (!this.#places.has(number)) this.#places.set(number, this.#sources.locate(number));
    return this.#places.get(number);
  }

  read(place: PassagePlace): Passage | undefined {
    return this.#sources.passageAt(place);
  }

  fields(number: number) {
    const place = this.locate(number);
    const passage = place && this.read(place);
    return passage && indexableFields(place.stored.source, passage);
  }
}

interface ChooseContext {
  readonly reader: PassageReader;
  readonly options: RankingOptions;
}

/**
 * Takes the best until there are enough. Authority can lift a passage by a tenth at most, so whatever comes within
 * that of the last one taken is looked at, and no more.
 */
function choose(ranked: readonly RankedHit[], limit: number, { reader, options }: ChooseContext): Choice[] {
  const taken: Choice[] = [];
  const perSource = new Map<number, number>();
  const waiting: Candidate[] = [];
  let next = 0;
  while (taken.length < limit) {
    const reach = (waiting[0]?.score ?? 0) / authorityFactor(1);
    const hit = ranked[next];
    if (hit !== undefined && (waiting.length === 0 || hit.score >= reach)) {
      next++;
      const candidate = toCandidate(hit, { reader, options });
      if (candidate !== undefined) insert(waiting, candidate);
      continue;
    }
    const best = waiting.shift();
    if (best === undefined) break;
    const source = best.place.stored.number;
    const earlier = perSource.get(source) ?? 0;
    const deserved = scoreAfter(best, earlier, options);
    if (deserved < best.score) {
      best.score = deserved;
      insert(waiting, best);
      continue;
    }
    // Only now: most candidates are never read.
    const passage = reader.read(best.place);
    if (passage === undefined) continue;
    const print = options.foldDuplicates ? fingerprint(passage.text) : undefined;
    const original = print && taken.find((other) => other.print && areNearDuplicates(other.print, print));
    if (original !== undefined) {
      original.duplicates++;
      continue;
    }
    perSource.set(source, earlier + 1);
    taken.push({ ...best, passage, print, duplicates: 0 });
  }
  return taken;
}

function toCandidate(hit: RankedHit, { reader, options }: ChooseContext): Candidate | undefined {
  const place = reader.locate(hit.number);
  if (place === undefined) return undefined;
  const authority = authorityFactor(options.authorityOf(place.stored.source));
  return { place, hit, authority, score: hit.score * authority };
}

function scoreAfter({ hit, authority }: Candidate, earlier: number, options: RankingOptions): number {
  return hit.score * authority * repeatFactor ** Math.max(0, earlier - options.freePerSource + 1);
}

function insert(waiting: Candidate[], candidate: Candidate): void {
  const place = waiting.findIndex((other) => other.score < candidate.score);
  waiting.splice(place < 0 ? waiting.length : place, 0, candidate);
}

function toSearchHit(
  { place, passage, hit, authority, score, duplicates }: Choice,
  weights: ReadonlyMap<string, number>,
  exact: ReadonlySet<number>,
): SearchHit {
  const { source } = place.stored;
  const repeat = score / (hit.score * authority);
  const why: ScoreFactor[] = [{ name: "words", value: hit.index }];
  if (hit.neighbours > 0) why.push({ name: "neighbours", value: hit.neighbours });
  if (authority !== 1) why.push({ name: "authority", value: authority });
  if (repeat < 1) why.push({ name: "same-source", value: repeat });
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
