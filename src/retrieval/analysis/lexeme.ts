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
const symbols = new Set(Array.from("%％§$＄€£￡¥￥", (symbol) => symbol.charCodeAt(0)));
const apostrophe = 0x27;
const curlyApostrophe = 0x2019;
const fullStop = 0x2e;
const comma = 0x2c;
const softHyphen = 0xad;
const space = 0x20;

/** The lexemes of a text in columns, filled again by each `scan`. */
export class LexemeList {
  length = 0;
  types = new Uint8Array(initialLexemes);
  starts = new Uint32Array(initialLexemes);
  ends = new Uint32Array(initialLexemes);

  /** Cuts a text into words, numbers, runs of scripts without spaces, and the symbols that carry meaning. */
  scan(text: string): void {
    this.length = 0;
    let at = 0;
    while (at < text.length) {
      const kind = classAt(text, at);
      if (kind === characterClass.other) {
        if (symbols.has(text.charCodeAt(at))) this.#add(lexemeType.symbol, at, at + 1);
        at++;
      } else {
        at = kind === characterClass.unspaced ? this.#unspacedRun(text, at) : this.#wordOrNumber(text, at);
      }
    }
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

  #add(type: LexemeType, start: number, end: number): void {
    if (this.length === this.types.length) this.#grow();
    this.types[this.length] = type;
    this.starts[this.length] = start;
    this.ends[this.length++] = end;
  }

  #unspacedRun(text: string, start: number): number {
    let end = start;
    while (end < text.length && classAt(text, end) === characterClass.unspaced) end += width(text, end);
    this.#add(lexemeType.unspaced, start, end);
    return end;
  }

  #wordOrNumber(text: string, start: number): number {
    let end = start;
    let isNumber = true;
    while (end < text.length) {
      const kind = classAt(text, end);
      if (kind === characterClass.letter) isNumber = false;
      else if (kind !== characterClass.digit && !isJoint(text, start, end, isNumber)) break;
      end += width(text, end);
    }
    this.#add(isNumber ? lexemeType.number : lexemeType.word, start, end);
    return end;
  }

  #grow(): void {
    const { types, starts, ends } = this;
    this.types = new Uint8Array(types.length * 2);
    this.starts = new Uint32Array(starts.length * 2);
    this.ends = new Uint32Array(ends.length * 2);
    this.types.set(types);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}

function classAt(text: string, at: number): number {
  const found = classOf(text.charCodeAt(at));
  if (found !== characterClass.surrogate) return found;
  return classOfCharacter(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

function width(text: string, at: number): number {
  return classOf(text.charCodeAt(at)) === characterClass.surrogate && at + 1 < text.length ? 2 : 1;
}

/** Whether the character at `at` belongs inside a word (don't) or a number (1,234.5). */
function isJoint(text: string, start: number, at: number, isNumber: boolean): boolean {
  const unit = text.charCodeAt(at);
  if (unit === space || at === start || at + 1 >= text.length) return false;
  const next = classAt(text, at + 1);
  if (unit === softHyphen) return next === characterClass.letter;
  if (isNumber) return (unit === comma || unit === fullStop) && next === characterClass.digit;
  return (unit === apostrophe || unit === curlyApostrophe) && next === characterClass.letter;
}
