import { characterClass, classOf, classOfCharacter } from "./character-class.ts";

export type LexemeType = "word" | "number" | "unspaced" | "symbol";

/** A maximal run of one kind of character, as it stands in the text. */
export interface Lexeme {
  readonly type: LexemeType;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

const symbols = new Set(Array.from("%％§$＄€£￡¥￥", (symbol) => symbol.charCodeAt(0)));
const apostrophe = 0x27;
const curlyApostrophe = 0x2019;
const fullStop = 0x2e;
const comma = 0x2c;
const softHyphen = 0xad;

/** Cuts a text into words, numbers, runs of scripts without spaces, and the symbols that carry meaning. */
export function scan(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  while (at < text.length) {
    const kind = classAt(text, at);
    if (kind === characterClass.other) {
      if (symbols.has(text.charCodeAt(at))) lexemes.push({ type: "symbol", start: at, end: at + 1 });
      at++;
      continue;
    }
    const lexeme = kind === characterClass.unspaced ? unspacedRun(text, at) : wordOrNumber(text, at);
    lexemes.push(lexeme);
    at = lexeme.end;
  }
  return lexemes;
}

function classAt(text: string, at: number): number {
  const found = classOf(text.charCodeAt(at));
  if (found !== characterClass.surrogate) return found;
  return classOfCharacter(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

function width(text: string, at: number): number {
  return classOf(text.charCodeAt(at)) === characterClass.surrogate && at + 1 < text.length ? 2 : 1;
}

function unspacedRun(text: string, start: number): Lexeme {
  let end = start;
  while (end < text.length && classAt(text, end) === characterClass.unspaced) end += width(text, end);
  return { type: "unspaced", start, end };
}

function wordOrNumber(text: string, start: number): Lexeme {
  let end = start;
  let isNumber = true;
  while (end < text.length) {
    const kind = classAt(text, end);
    if (kind === characterClass.letter) isNumber = false;
    else if (kind !== characterClass.digit && !isJoint(text, start, end, isNumber)) break;
    end += width(text, end);
  }
  return { type: isNumber ? "number" : "word", start, end };
}

/** Whether the character at `at` belongs inside a word (don't) or a number (1,234.5). */
function isJoint(text: string, start: number, at: number, isNumber: boolean): boolean {
  if (at === start || at + 1 >= text.length) return false;
  const unit = text.charCodeAt(at);
  const next = classAt(text, at + 1);
  if (unit === softHyphen) return next === characterClass.letter;
  if (isNumber) return (unit === comma || unit === fullStop) && next === characterClass.digit;
  return (unit === apostrophe || unit === curlyApostrophe) && next === characterClass.letter;
}
