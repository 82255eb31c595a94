import { inverseDocumentFrequency, saturatedFrequency } from "../bm25f.ts";
import {
  type IndexablePassage,
  type IndexHit,
  type IndexQuery,
  type IndexView,
  passageFields,
  type QueryTerm,
} from "../passage-index.ts";
import { Scoring } from "./accumulator.ts";
import type { Block, IndexState } from "./index-state.ts";
import { matchPhrases } from "./match-phrases.ts";
import { PostingListReader } from "./posting-list.ts";
import type { LengthTotals, TermEntry } from "./posting-source.ts";
import { TopHits } from "./top-hits.ts";

const maxRemembered = 100_000;

interface FoundTerm {
  readonly block: Block;
  readonly entry: TermEntry;
}

/**
 * Scores term by term over whole posting lists: with lists of bytes in memory this beats skipping until far
 * beyond a million passages, and every score is exact.
 */
export class PostingsView implements IndexView {
  readonly #state: IndexState;
  readonly #mean: LengthTotals;
  readonly #scoring: Scoring;
  readonly #idf = new Map<string, number>();
  readonly size: number;

  constructor(state: IndexState) {
    this.#state = state;
    this.size = state.size;
    this.#mean = state.meanLengths;
    this.#scoring = new Scoring(this.#mean);
  }

  search({ terms, phrases = [], limit, filter }: IndexQuery): readonly IndexHit[] {
    const only = phrases.length === 0 ? undefined : new Map(this.#matches(phrases));
    const touched = this.#accumulate(terms, (block) => only?.get(block));
    const top = new TopHits(limit);
    for (const block of touched) {
      collect(block, top, filter?.admits.bind(filter));
      block.scores.fill(0);
    }
    return top.ranked();
  }

  score(terms: readonly QueryTerm[], numbers: readonly number[]): readonly number[] {
    const places = numbers.map((number) => this.#placeOf(number));
    for (const place of places) if (place !== undefined) marksOf(place.block)[place.local] = 1;
    const marked = new Set(places.map((place) => place?.block));
    this.#accumulate(terms, (block) => block.marks, marked);
    const scores = places.map((place) => (place && place.block.scores[place.local]) ?? 0);
    for (const place of places) {
      if (place === undefined) continue;
      place.block.scores[place.local] = 0;
      place.block.marks[place.local] = 0;
    }
    return scores;
  }

  contributions(fields: IndexablePassage["fields"]): ReadonlyMap<string, number> {
    const counts = new Map<string, { title: number; heading: number; body: number }>();
    for (const field of passageFields) {
      for (const { term } of fields[field]) {
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
    return this.#remember(term, this.#find(term));
  }

  #remember(term: string, found: readonly FoundTerm[]): number {
    if (this.#idf.size >= maxRemembered) this.#idf.clear();
    const passages = found.reduce((total, { block, entry }) => total + livePassages(block, entry), 0);
    const idf = inverseDocumentFrequency(this.size, passages);
    this.#idf.set(term, idf);
    return idf;
  }

  #find(term: string): FoundTerm[] {
    const found: FoundTerm[] = [];
    for (const block of this.#state.blocks) {
      const entry = block.source.find(term);
      if (entry !== undefined) found.push({ block, entry });
    }
    return found;
  }

  /** Adds up scores and says in which blocks there are any. */
  #accumulate(
    terms: readonly QueryTerm[],
    only: (block: Block) => Uint8Array | undefined,
    blocks?: ReadonlySet<Block | undefined>,
  ): ReadonlySet<Block> {
    const touched = new Set<Block>();
    for (const { term, weight } of terms) {
      const found = this.#find(term);
      const idf = this.#idf.get(term) ?? this.#remember(term, found);
      for (const { block, entry } of found) {
        if (blocks !== undefined && !blocks.has(block)) continue;
        touched.add(block);
        this.#scoring.accumulate({
          postings: entry.postings,
          lengths: block.source.lengths,
          weight: weight * idf,
          scores: scoresOf(block),
          only: only(block),
        });
      }
    }
    return touched;
  }

  *#matches(phrases: NonNullable<IndexQuery["phrases"]>): Generator<[Block, Uint8Array]> {
    for (const block of this.#state.blocks) yield [block, matchPhrases(block.source, phrases)];
  }

  #placeOf(number: number): { readonly block: Block; readonly local: number } | undefined {
    for (const block of this.#state.blocks) {
      const local = block.source.numbers.localOf(number);
      if (local >= 0) return block.removals.marks?.[local] === 1 ? undefined : { block, local };
    }
    return undefined;
  }
}

function collect(block: Block, top: TopHits, admits: ((number: number) => boolean) | undefined): void {
  const { scores, source, removals } = block;
  const { numbers, lengths } = source;
  const removed = removals.marks;
  let threshold = top.threshold;
  for (let local = 0; local < source.count; local++) {
    const score = scores[local] ?? 0;
    if (score === 0 || score < threshold || removed?.[local] === 1) continue;
    const number = numbers.at(local);
    if (admits !== undefined && !admits(number)) continue;
    const length = (lengths.body[local] ?? 0) + (lengths.title[local] ?? 0) + (lengths.heading[local] ?? 0);
    top.offer({ number, score, length });
    threshold = top.threshold;
  }
}

function livePassages(block: Block, entry: TermEntry): number {
  const removed = block.removals.marks;
  if (removed === undefined) return entry.count;
  const postings = new PostingListReader(entry.postings);
  let live = 0;
  while (postings.next()) if (removed[postings.local] !== 1) live++;
  return live;
}

function scoresOf(block: Block): Float64Array {
  if (block.scores.length < block.source.count) block.scores = new Float64Array(block.source.count);
  return block.scores;
}

function marksOf(block: Block): Uint8Array {
  if (block.marks.length < block.source.count) block.marks = new Uint8Array(block.source.count);
  return block.marks;
}
