import type { LexemeList } from "./lexeme.ts";
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

  /** What is known of the word at `at`. */
  word(lexemes: LexemeList, at: number): KnownWord {
    const found = this.#words.find(lexemes, at);
    if (found !== undefined) return found;
    const surface = lexemes.surface(at);
    const { term, stop, parts } = learnWord(surface);
    const word = {
      term: this.numberOf(term),
      stop,
      parts: parts.map((part) => this.numberOf(part)),
    };
    if (surface.length <= maxKnownLength) this.#words.keep(lexemes, at, word);
    return word;
  }

  /** The terms of the number at `at`; several where commas part it. */
  figure(lexemes: LexemeList, at: number): readonly number[] {
    const found = this.#figures.find(lexemes, at);
    if (found !== undefined) return found;
    const surface = lexemes.surface(at);
    const terms = numberTerms(surface).map((term) => this.numberOf(term));
    if (surface.length <= maxKnownLength) this.#figures.keep(lexemes, at, terms);
    return terms;
  }
}
