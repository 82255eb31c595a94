import { PairTable } from "./pair-table.ts";
import type { stopLevel } from "./stop-words.ts";
import { learnWord, numberTerms } from "./word.ts";
import { WordTable } from "./word-table.ts";

const maxTerms = 262_144;
const maxWords = 131_072;
const maxNumbers = 8_192;
const maxKnownLength = 40;

/** Stands for the number of the empty term, which is never indexed. */
export const noTerm = -1;

/** Everything about a word that does not depend on its place; terms by number. */
export interface KnownWord {
  readonly term: number;
  readonly stop: ReturnType<typeof stopLevel>;
  /** Its parts: number and unit, humps of camel case; empty for most words. */
  readonly parts: readonly number[];
}

/** Gives terms numbers, and remembers what became of the words, numbers and pairs of characters met before. */
export class Lexicon {
  readonly #terms: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #pairs = new PairTable(maxTerms);
  readonly #words = new WordTable<KnownWord>(maxWords);
  readonly #figures = new WordTable<readonly number[]>(maxNumbers);

  /** Terms by number; only grows. */
  get terms(): readonly string[] {
    return this.#terms;
  }

  /** Time to begin a new one. */
  get isFull(): boolean {
    return this.#terms.length >= maxTerms;
  }

  numberOf(term: string): number {
    if (term === "") return noTerm;
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const number = this.#terms.push(term) - 1;
    this.#numbers.set(term, number);
    return number;
  }

  /** The same for a term of two UTF-16 units. */
  numberOfPair(first: number, second: number): number {
    const known = this.#pairs.find(first, second);
    if (known >= 0) return known;
    const number = this.numberOf(String.fromCharCode(first, second));
    this.#pairs.keep(first, second, number);
    return number;
  }

  /** What is known of the word from `start` to `end`. */
  word(text: string, start: number, end: number): KnownWord {
    const isKept = end - start <= maxKnownLength;
    const found = isKept ? this.#words.find(text, start, end) : undefined;
    if (found !== undefined) return found;
    const surface = text.slice(start, end);
    const { term, stop, parts } = learnWord(surface);
    const word = {
      term: this.numberOf(term),
      stop,
      parts: parts.map((part) => this.numberOf(part)),
    };
    if (isKept) this.#words.keep(surface, word);
    return word;
  }

  /** The terms of the number from `start` to `end`; several where commas part it. */
  figure(text: string, start: number, end: number): readonly number[] {
    const isKept = end - start <= maxKnownLength;
    const found = isKept ? this.#figures.find(text, start, end) : undefined;
    if (found !== undefined) return found;
    const surface = text.slice(start, end);
    const terms = numberTerms(surface).map((term) => this.numberOf(term));
    if (isKept) this.#figures.keep(surface, terms);
    return terms;
  }
}
