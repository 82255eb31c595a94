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
import { maxSaturation, Scoring } from "./accumulator.ts";
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

/**
 * Scores term by term over whole posting lists, the most telling term first. Passages that the best so far have
 * made hopeless get no score; all others get an exact one.
 */
export class PostingsView implements IndexView {
  readonly #state: IndexState;
  readonly #mean: LengthTotals;
  readonly #scoring: Scoring;
  readonly #idf = new Map<string, number>();
  /** Where terms are that were asked for since the last search began: what follows a search asks for them again. */
  readonly #found = new Map<string, readonly FoundTerm[]>();
  readonly size: number;

  constructor(state: IndexState) {
    this.#state = state;
    this.size = state.size;
    this.#mean = state.meanLengths;
    this.#scoring = new Scoring(this.#mean);
  }

  search({ terms, phrases = [], limit, filter }: IndexQuery): readonly IndexHit[] {
    this.#found.clear();
    const admits = filter === undefined ? () => true : filter.admits.bind(filter);
    const weighed = this.#weigh(terms);
    const boards = new Set<Block>();
    let onlyKnown = phrases.length > 0;
    if (onlyKnown) this.#admitMatches(phrases, boards);
    let left = weighed.reduce((total, { most }) => total + most, 0);
    for (const term of weighed) {
      if (isWorthChecking(term, boards, limit)) {
        // What has no score by now can get no more than `left`: once enough have more, nothing new can win.
        const { threshold } = bestOf(boards, limit, admits);
        onlyKnown ||= threshold > left;
        if (onlyKnown) for (const { board } of boards) board?.keep(threshold - left);
      }
      this.#accumulate(term, onlyKnown, boards);
      left -= term.most;
    }
    const hits = bestOf(boards, limit, admits).ranked();
    for (const { board } of boards) board?.clear();
    return hits;
  }

  score(terms: readonly QueryTerm[], numbers: readonly number[]): readonly number[] {
    const boards = new Set<Block>();
    const places = numbers.map((number) => this.#placeOf(number));
    for (const place of places) {
      if (place === undefined) continue;
      boardOf(place.block).admit(place.local);
      boards.add(place.block);
    }
    for (const { board } of boards) board?.keep(0);
    for (const term of this.#weigh(terms)) this.#accumulate(term, true, boards);
    const scores = places.map((place) => place?.block.board?.scoreOf(place.local) ?? 0);
    for (const { board } of boards) board?.clear();
    return scores;
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
      .map(({ term, weight }): WeighedTerm => {
        const found = this.#find(term);
        const scored = weight * this.idf(term);
        return { term, weight: scored, most: scored * maxSaturation, found };
      })
      .filter(({ found }) => found.length > 0)
      .sort((one, other) => other.most - one.most || (one.term < other.term ? -1 : 1));
  }

  /** Adds what a term gives; with `onlyKnown` to passages that have a score, else `boards` takes in new blocks. */
  #accumulate({ weight, found }: WeighedTerm, onlyKnown: boolean, boards: Set<Block>): void {
    for (const { block, entry } of found) {
      if (onlyKnown && !boards.has(block)) continue;
      boards.add(block);
      const board = boardOf(block);
      const list = { ...entry.list(), lengths: block.source.lengths, weight, board };
      if (onlyKnown) this.#scoring.addToKnown(list, board.known);
      else this.#scoring.addToAll(list);
    }
  }

  #admitMatches(phrases: NonNullable<IndexQuery["phrases"]>, boards: Set<Block>): void {
    for (const block of this.#state.blocks) {
      for (const local of matchPhrases(block.source, phrases)) {
        boardOf(block).admit(local);
        boards.add(block);
      }
      block.board?.keep(0);
    }
  }

  #placeOf(number: number): { readonly block: Block; readonly local: number } | undefined {
    for (const block of this.#state.blocks) {
      const local = block.source.numbers.localOf(number);
      if (local >= 0) return block.removals.marks?.[local] === 1 ? undefined : { block, local };
    }
    return undefined;
  }
}

interface WeighedTerm {
  readonly term: string;
  /** Its inverse document frequency included. */
  readonly weight: number;
  /** What a passage gets from it at most. */
  readonly most: number;
  readonly found: readonly FoundTerm[];
}

/** Looking for the best so far pays when the list ahead is not much shorter than what has a score. */
function isWorthChecking({ found }: WeighedTerm, boards: ReadonlySet<Block>, limit: number): boolean {
  let scored = 0;
  for (const { board } of boards) scored += board?.count ?? 0;
  return scored >= limit && found.reduce((total, { entry }) => total + entry.count, 0) > scored / 2;
}

function bestOf(boards: ReadonlySet<Block>, limit: number, admits: (number: number) => boolean): TopHits {
  const top = new TopHits(limit);
  for (const block of boards) collect(block, top, admits);
  return top;
}

function collect(
  { board, source, removals }: Block,
  top: TopHits,
  admits: (number: number) => boolean,
): void {
  if (board === undefined) return;
  const { scores, touched, count } = board;
  const { numbers, lengths } = source;
  const removed = removals.marks;
  let threshold = top.threshold;
  for (let index = 0; index < count; index++) {
    const local = touched[index] ?? 0;
    if ((scores[local] ?? 0) < threshold || removed?.[local] === 1) continue;
    const score = board.scoreOf(local);
    const number = numbers.at(local);
    if (score === 0 || !admits(number)) continue;
    const length = (lengths.body[local] ?? 0) + (lengths.title[local] ?? 0) + (lengths.heading[local] ?? 0);
    top.offer({ number, score, length });
    threshold = top.threshold;
  }
}

function livePassages(block: Block, entry: TermEntry): number {
  const removed = block.removals.marks;
  if (removed === undefined) return entry.count;
  const postings = new PostingListReader(entry.list().postings);
  let live = 0;
  while (postings.next()) if (removed[postings.local] !== 1) live++;
  return live;
}

function boardOf(block: Block): ScoreBoard {
  if (block.board === undefined || block.board.scores.length < block.source.count) {
    block.board = new ScoreBoard(block.source.count);
  }
  return block.board;
}
