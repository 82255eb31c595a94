import type { LexemeList } from "./lexeme.ts";

const initialUnits = 4_096;

/**
 * A memo from words to what was learned of them, looked up by a stretch of a text: nearly every word of a text was
 * seen before, and cutting it out and hashing it as a string would be a third of the cost of analysis.
 */
export class WordTable<Value> {
  readonly #maxWords: number;
  readonly #mask: number;
  /** Hash and place of the word, plus 1, in turn; place 0 for a free slot. */
  readonly #slots: Int32Array;
  /** UTF-16 units of all words, one after the other, and where each one ends. */
  #units = new Uint16Array(initialUnits);
  readonly #ends: Uint32Array;
  #values: Value[] = [];

  /** `maxWords` is rounded up to a power of two; when they are reached, all are forgotten. */
  constructor(maxWords: number) {
    this.#maxWords = 2 ** Math.ceil(Math.log2(maxWords));
    this.#slots = new Int32Array(4 * this.#maxWords);
    this.#mask = this.#slots.length - 2;
    this.#ends = new Uint32Array(this.#maxWords);
  }

  /** What was kept for the word or number at `at`. */
  find(lexemes: LexemeList, at: number): Value | undefined {
    const hash = lexemes.hashes[at] ?? 0;
    for (let slot = this.#slotOf(hash); ; slot = (slot + 2) & this.#mask) {
      const place = (this.#slots[slot + 1] ?? 0) - 1;
      if (place < 0) return undefined;
      if (this.#slots[slot] === hash && this.#isAt(place, lexemes, at)) return this.#values[place];
    }
  }

  /** Keeps a value for a word or number that is not in the table. */
  keep(lexemes: LexemeList, at: number, value: Value): void {
    if (this.#values.length === this.#maxWords) {
      this.#slots.fill(0);
      this.#values = [];
    }
    const place = this.#values.push(value) - 1;
    const hash = lexemes.hashes[at] ?? 0;
    let slot = this.#slotOf(hash);
    while (this.#slots[slot + 1] !== 0) slot = (slot + 2) & this.#mask;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = place + 1;
    const word = lexemes.units.subarray(lexemes.starts[at], lexemes.ends[at]);
    const start = this.#ends[place - 1] ?? 0;
    const end = start + word.length;
    if (end > this.#units.length) this.#grow(end);
    this.#units.set(word, start);
    this.#ends[place] = end;
  }

  #slotOf(hash: number): number {
    return ((hash ^ (hash >>> 15)) << 1) & this.#mask;
  }

  #isAt(place: number, lexemes: LexemeList, at: number): boolean {
    const start = lexemes.starts[at] ?? 0;
    const length = (lexemes.ends[at] ?? 0) - start;
    const known = this.#ends[place - 1] ?? 0;
    if ((this.#ends[place] ?? 0) - known !== length) return false;
    for (let index = 0; index < length; index++) {
      if (lexemes.units[start + index] !== this.#units[known + index]) return false;
    }
    return true;
  }

  #grow(length: number): void {
    const larger = new Uint16Array(2 * length);
    larger.set(this.#units);
    this.#units = larger;
  }
}
