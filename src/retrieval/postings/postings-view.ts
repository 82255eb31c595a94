import { inverseDocumentFrequency, saturatedFrequency } from "../bm25f.ts";
import { termsOf } from "../field-terms.ts";
import {
  type IndexablePassage,
  type IndexHit,
  type IndexQuery,
  type IndexView,
  passageFields,
  type QueryTerm,
} from "../passage-index.ts";
import { Scoring } from "./accumulator.ts";
import { BlockSearch, type BlockTerm } from "./block-search.ts";
import type { Block, IndexState } from "./index-state.ts";
import { matchPhrases } from "./match-phrases.ts";
import { PostingListReader } from "./posting-list.ts";
import type { LengthTotals, TermEntry } from "./posting-source.ts";
import { ScoreBoard } from "./score-board.ts";
import { TopHits } from "./top-hits.ts";

const maxRemembered = 100_000;
const maxFound = 2_000;

interface FoundTerm {
  readonly block: Block;
  readonly entry: TermEntry;
}

/** What is committed, searched block by block: the best of one block are the bar for the next. */
export class PostingsView implements IndexView {
  readonly #state: IndexState;
  readonly #mean: LengthTotals;
  readonly #scoring: Scoring;
  readonly #board: ScoreBoard;
  readonly #idf = new Map<string, number>();
  /** Where terms are that were asked for since the last search began: what follows a search asks for them again. */
  readonly #found = new Map<string, readonly FoundTerm[]>();
  readonly size: number;

  constructor(state: IndexState, window: number) {
    this.#state = state;
    this.size = state.size;
    this.#mean = state.meanLengths;
    this.#scoring = new Scoring(this.#mean);
    this.#board = new ScoreBoard(window);
  }

  search({ terms, phrases = [], limit, filter }: IndexQuery): readonly IndexHit[] {
    this.#found.clear();
    const admits = filter === undefined ? () => true : filter.admits.bind(filter);
    const top = new TopHits(limit);
    for (const [block, search] of this.#searches(terms)) {
      if (phrases.length === 0) search.best(top, admits);
      else search.bestOf(rising(matchPhrases(block.source, phrases)), top, admits);
    }
    return top.ranked();
  }

  score(terms: readonly QueryTerm[], numbers: readonly number[]): readonly number[] {
    const scores = new Map<number, number>();
    for (const [{ source, removals }, search] of this.#searches(terms)) {
      const locals = numbers
        .map((number) => source.numbers.localOf(number))
        .filter((local) => local >= 0 && removals.marks?.[local] !== 1);
      if (locals.length === 0) continue;
      for (const [local, score] of search.scores(rising(locals))) scores.set(source.numbers.at(local), score);
    }
    return numbers.map((number) => scores.get(number) ?? 0);
  }

  contributions(fields: IndexablePassage["fields"]): ReadonlyMap<string, number> {
    const counts = new Map<string, { title: number; heading: number; body: number }>();
    for (const field of passageFields) {
      for (const term of termsOf(fields[field])) {
        const count = counts.get(term) ?? { title: 0, heading: 0, body: 0 };
        count[field]++;
        counts.set(term, count);
      }
    }
    const length = { title: fields.title.length, heading: fields.heading.length, body: fields.body.length };
    return new Map(
      counts
        .entries()
        .map(([term, count]) => [term, saturatedFrequency(count, length, this.#mean) * this.idf(term)]),
    );
  }

  idf(term: string): number {
    const known = this.#idf.get(term);
    if (known !== undefined) return known;
    let passages = this.#state.storedCounts.get(term) ?? this.#countStored(term);
    for (const block of this.#state.recent) {
      const entry = block.source.find(term);
      if (entry !== undefined) passages += livePassages(block, entry);
    }
    if (this.#idf.size >= maxRemembered) this.#idf.clear();
    const idf = inverseDocumentFrequency(this.size, passages);
    this.#idf.set(term, idf);
    return idf;
  }

  #countStored(term: string): number {
    let passages = 0;
    for (const { block, entry } of this.#find(term))
      if (block.isStored) passages += livePassages(block, entry);
    const { storedCounts } = this.#state;
    if (storedCounts.size >= maxRemembered) storedCounts.clear();
    storedCounts.set(term, passages);
    return passages;
  }

  #find(term: string): readonly FoundTerm[] {
    const known = this.#found.get(term);
    if (known !== undefined) return known;
    const found: FoundTerm[] = [];
    if (this.#found.size >= maxFound) this.#found.clear();
    this.#found.set(term, found);
    for (const block of this.#state.blocks) {
      const entry = block.source.find(term);
      if (entry !== undefined) found.push({ block, entry });
    }
    return found;
  }

  /** The terms that occur, those that can give most first. */
  #weigh(terms: readonly QueryTerm[]): readonly WeighedTerm[] {
    return terms
      .map(({ term, weight }) => ({ term, weight: weight * this.idf(term), found: this.#find(term) }))
      .filter(({ found }) => found.length > 0)
      .sort((one, other) => other.weight - one.weight || (one.term < other.term ? -1 : 1));
  }

  /** The blocks that hold a term, the largest first: its best are a high bar for the others. */
  #searches(terms: readonly QueryTerm[]): readonly (readonly [Block, BlockSearch])[] {
    const held = new Map<Block, BlockTerm[]>();
    for (const { weight, found } of this.#weigh(terms)) {
      for (const { block, entry } of found) {
        const known = held.get(block);
        if (known === undefined) held.set(block, [{ entry, weight }]);
        else known.push({ entry, weight });
      }
    }
    const shared = { scoring: this.#scoring, board: this.#board };
    return [...held]
      .sort(([one], [other]) => other.source.count - one.source.count)
      .map(([block, terms]) => [block, new BlockSearch(block, { ...shared, terms })]);
  }
}

interface WeighedTerm {
  readonly term: string;
  /** Its inverse document frequency included. */
  readonly weight: number;
  readonly found: readonly FoundTerm[];
}

function rising(locals: Iterable<number>): readonly number[] {
  return [...new Set(locals)].sort((one, other) => one - other);
}

function livePassages(block: Block, entry: TermEntry): number {
  const removed = block.removals.marks;
  if (removed === undefined) return entry.count;
  const postings = new PostingListReader(entry.list().postings);
  let live = 0;
  while (postings.next()) if (removed[postings.local] !== 1) live++;
  return live;
}
