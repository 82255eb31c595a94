import { characterClass, classOf, classOfCharacter } from "./character-class.ts";

/** What a lexeme is. */
export const lexemeType = { word: 0, number: 1, unspaced: 2, symbol: 3 } as const;
export type LexemeType = (typeof lexemeType)[keyof typeof lexemeType];

/** A maximal run of one kind of character, as it stands in the text. */
export interface Lexeme {
  readonly type: LexemeType;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

const initialLexemes = 256;
const initialUnits = 1_024;
const symbols = new Set(Array.from("%％§$＄€£￡¥￥", (symbol) => symbol.charCodeAt(0)));
const apostrophe = 0x27;
const curlyApostrophe = 0x2019;
const fullStop = 0x2e;
const comma = 0x2c;
const softHyphen = 0xad;
const space = 0x20;
const hashStart = 0x811c_9dc5;
const hashPrime = 0x0100_0193;

/** The lexemes of a text in columns, filled again by each `scan`. */
export class LexemeList {
  length = 0;
  types = new Uint8Array(initialLexemes);
  starts = new Uint32Array(initialLexemes);
  ends = new Uint32Array(initialLexemes);
  /** FNV-1a of the UTF-16 units of words and numbers. */
  hashes = new Int32Array(initialLexemes);
  /** The text, which is read several times: as an array it is several times faster than as a string. */
  units = new Uint16Array(initialUnits);
  #text = "";

  /** Cuts a text into words, numbers, runs of scripts without spaces, and the symbols that carry meaning. */
  scan(text: string): void {
    this.#load(text);
    this.length = 0;
    const { units } = this;
    let at = 0;
    while (at < text.length) {
      const kind = this.#classAt(at);
      if (kind === characterClass.other) {
        const unit = units[at] ?? space;
        if (unit !== space && symbols.has(unit)) this.#add(lexemeType.symbol, at, at + 1);
        at++;
      } else {
        at = kind === characterClass.unspaced ? this.#unspacedRun(at) : this.#wordOrNumber(at);
      }
    }
  }

  /** A lexeme as it stands in the text. */
  surface(at: number): string {
    return this.#text.slice(this.starts[at], this.ends[at]);
  }

  /** The lexemes from `at` up to `end` as objects. */
  slice(at: number, end: number): readonly Lexeme[] {
    return Array.from({ length: end - at }, (_, index) => ({
      // Only `scan` fills this column.
      type: (this.types[at + index] ?? lexemeType.word) as LexemeType,
      start: this.starts[at + index] ?? 0,
      end: this.ends[at + index] ?? 0,
    }));
  }

  #load(text: string): void {
    this.#text = text;
    if (text.length > this.units.length) this.units = new Uint16Array(2 * text.length);
    const { units } = this;
    for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  }

  #add(type: LexemeType, start: number, end: number): void {
    if (this.length === this.types.length) this.#grow();
    this.types[this.length] = type;
    this.starts[this.length] = start;
    this.ends[this.length++] = end;
  }

  #unspacedRun(start: number): number {
    let end = start;
    while (end < this.#text.length && this.#classAt(end) === characterClass.unspaced) end += this.#width(end);
    this.#add(lexemeType.unspaced, start, end);
    return end;
  }

  #wordOrNumber(start: number): number {
    const { units } = this;
    const textEnd = this.#text.length;
    let isNumber = true;
    let hash = hashStart;
    let end = start;
    for (;;) {
      for (; end < textEnd; end++) {
        const unit = units[end] ?? 0;
        const kind = classOf(unit);
        if (kind === characterClass.letter) isNumber = false;
        else if (kind !== characterClass.digit) break;
        hash = Math.imul(hash ^ unit, hashPrime);
      }
      if (end >= textEnd || units[end] === space) break;
      const next = end + this.#continues(start, end, isNumber);
      if (next === end) break;
      if (this.#classAt(end) === characterClass.letter) isNumber = false;
      for (; end < next; end++) hash = Math.imul(hash ^ (units[end] ?? 0), hashPrime);
    }
    this.#add(isNumber ? lexemeType.number : lexemeType.word, start, end);
    this.hashes[this.length - 1] = hash;
    return end;
  }

  #classAt(at: number): number {
    const found = classOf(this.units[at] ?? 0);
    if (found !== characterClass.surrogate) return found;
    return classOfCharacter(String.fromCodePoint(this.#text.codePointAt(at) ?? 0));
  }

  #width(at: number): number {
    return classOf(this.units[at] ?? 0) === characterClass.surrogate && at + 1 < this.#text.length ? 2 : 1;
  }

  /** Units of the character at `at`, neither letter nor digit at first sight, if the word or number goes on with it; else 0. */
  #continues(start: number, at: number, isNumber: boolean): number {
    const kind = this.#classAt(at);
    const isPart = kind === characterClass.letter || kind === characterClass.digit;
    return isPart || this.#isJoint(start, at, isNumber) ? this.#width(at) : 0;
  }

  /** Whether the character at `at` belongs inside a word (don't) or a number (1,234.5). */
  #isJoint(start: number, at: number, isNumber: boolean): boolean {
    const unit = this.units[at];
    if (unit === space || at === start || at + 1 >= this.#text.length) return false;
    const next = this.#classAt(at + 1);
    if (unit === softHyphen) return next === characterClass.letter;
    if (isNumber) return (unit === comma || unit === fullStop) && next === characterClass.digit;
    return (unit === apostrophe || unit === curlyApostrophe) && next === characterClass.letter;
  }

  #grow(): void {
    const { types, starts, ends, hashes } = this;
    this.types = new Uint8Array(types.length * 2);
    this.starts = new Uint32Array(starts.length * 2);
    this.ends = new Uint32Array(ends.length * 2);
    this.hashes = new Int32Array(hashes.length * 2);
    this.types.set(types);
    this.starts.set(starts);
    this.ends.set(ends);
    this.hashes.set(hashes);
  }
}
