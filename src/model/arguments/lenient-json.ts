import type { JsonValue } from "../../core/json.ts";

export interface LenientJsonOptions {
  /** Whether brackets that are still open at the end may be taken as closed. */
  readonly allowsMissingEnd: boolean;
}

/** Deeper values are refused: nobody means them, and writing them as JSON again would overflow the stack. */
export const deepestJson = 64;

/**
 * Reads JSON as language models get it wrong: single or typographic quotes, triple quotes, line breaks,
 * quotes and backslashes that are not escaped, full-width punctuation, Python literals, keys without quotes,
 * commas and closing brackets too many or too few. What a string holds is kept
 * letter for letter. Undefined where it would have to guess: text cut off inside a string, words without
 * quotes, a key given twice, anything around the value. Linear in time; never throws.
 */
export function readLenientJson(text: string, options: LenientJsonOptions): JsonValue | undefined {
  try {
    return new LenientReader(text, options).document();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Unreadable extends Error {}

/** Which character closes a string, by the one that opens it. */
const closers: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "“": "”",
  "‘": "’",
  "＂": "＂",
  "＇": "＇",
};

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

const narrow: Readonly<Record<string, string>> = {
  "｛": "{",
  "｝": "}",
  "［": "[",
  "］": "]",
  "：": ":",
  "，": ",",
  "、": ",",
};

const literals: Readonly<Record<string, JsonValue>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
};

const space = /[\s\u200b\u2060]+/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const bareKey = /[A-Za-z_$][\w$-]{0,63}/y;
const word = /[A-Za-z]+/y;
/** A key and its colon; bounded, since every quote inside a string may ask for it. */
const keyAhead =
  /(?:"[^"\n]{0,64}"|'[^'\n]{1,64}'|[“‘＂＇`][^”’＂＇`\n]{1,64}[”’＂＇`]|[A-Za-z_$][\w$-]{0,63})[ \t]{0,8}[:：]/y;
const valueAhead = /["'`“‘＂＇[{［｛\d-]|(?:true|True|false|False|null|None)\b/y;

type Place = "key" | "member" | "item" | "whole";

class LenientReader {
  readonly #text: string;
  readonly #options: LenientJsonOptions;
  #at = 0;
  #depth = 0;

  constructor(text: string, options: LenientJsonOptions) {
    this.#text = text;
    this.#options = options;
  }

  document(): JsonValue {
    this.#skipSpace();
    const value = this.#value("whole");
    // One closing bracket too many changes nothing; anything else is more than one value.
    for (this.#skipSpace(); this.#at < this.#text.length; this.#skipSpace()) {
      if (!["}", "]", ";"].includes(this.#peek())) throw new Unreadable();
      this.#at += 1;
    }
    return value;
  }

  #value(place: Place): JsonValue {
    const next = this.#peek();
    if (next === "{") return this.#object();
    if (next === "[") return this.#array();
    if (closers[next] !== undefined) return this.#string(place);
    const digits = this.#match(number, this.#at);
    if (digits !== undefined) {
      this.#at += digits.length;
      return Number(digits);
    }
    const letters = this.#match(word, this.#at) ?? "";
    const literal = Object.hasOwn(literals, letters) ? literals[letters] : undefined;
    if (literal === undefined) throw new Unreadable();
    this.#at += letters.length;
    return literal;
  }

  #object(): JsonValue {
    const members = new Map<string, JsonValue>();
    this.#enter();
    while (!this.#leaves("}")) {
      const key = this.#key();
      // More likely the inside of a string whose quotes are not escaped than meant.
      if (members.has(key)) throw new Unreadable();
      this.#skipSpace();
      if (this.#peek() !== ":") throw new Unreadable();
      this.#at += 1;
      this.#skipSpace();
      members.set(key, this.#value("member"));
    }
    // Not by assignment: a key may be `__proto__`.
    return Object.fromEntries(members);
  }

  #array(): JsonValue {
    const items: JsonValue[] = [];
    this.#enter();
    while (!this.#leaves("]")) items.push(this.#value("item"));
    return items;
  }

  #enter(): void {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > deepestJson) throw new Unreadable();
  }

  /** Steps over commas, and over the closing bracket when it is next. */
  #leaves(bracket: "}" | "]"): boolean {
    for (this.#skipSpace(); this.#peek() === ","; this.#skipSpace()) this.#at += 1;
    const isOver = this.#at >= this.#text.length;
    if (isOver && !this.#options.allowsMissingEnd) throw new Unreadable();
    if (!isOver && this.#peek() !== bracket) return false;
    if (!isOver) this.#at += 1;
    this.#depth -= 1;
    return true;
  }

  #key(): string {
    if (closers[this.#peek()] !== undefined) return this.#string("key");
    const key = this.#match(bareKey, this.#at);
    if (key === undefined) throw new Unreadable();
    this.#at += key.length;
    return key;
  }

  #string(place: Place): string {
    const opener = this.#text[this.#at] ?? "";
    const triple = opener.repeat(3);
    const isTriple = (opener === '"' || opener === "'") && this.#text.startsWith(triple, this.#at);
    const isEmpty = isTriple && this.#closes(this.#at + 1, place);
    const closer = isTriple && !isEmpty ? triple : (closers[opener] ?? "");
    this.#at += isTriple && !isEmpty ? 3 : 1;
    let value = "";
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new Unreadable();
      if (this.#text.startsWith(closer, this.#at) && this.#closes(this.#at + closer.length - 1, place)) {
        this.#at += closer.length;
        return value;
      }
      if (character === "\\") value += this.#escape();
      else {
        value += character;
        this.#at += 1;
      }
    }
  }

  /** Whether the quote at an offset ends its string, judged by what follows: quotes inside may not be escaped. */
  #closes(quote: number, place: Place): boolean {
    const next = this.#afterSpace(quote + 1);
    const character = this.#characterAt(next);
    if (place === "key") return character === ":";
    if (character === "" || character === "}" || character === "]") return true;
    if (place === "whole") return character === ";";
    const ahead = place === "member" ? keyAhead : valueAhead;
    if (character !== ",") return place === "member" && this.#match(ahead, next) !== undefined;
    const behindComma = this.#afterSpace(next + 1);
    const following = this.#characterAt(behindComma);
    if (following === "" || following === "}" || following === "]" || following === ",") return true;
    return this.#match(ahead, behindComma) !== undefined;
  }

  /** The escape at the reader's place; a backslash that begins none, as in `\cite` or `\d`, stands for itself. */
  #escape(): string {
    const escaped = this.#text[this.#at + 1] ?? "";
    const code = /^[0-9a-f]{4}$/i.test(this.#text.slice(this.#at + 2, this.#at + 6))
      ? this.#text.slice(this.#at + 2, this.#at + 6)
      : undefined;
    if (escaped === "u" && code !== undefined) {
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const value = Object.hasOwn(escapes, escaped) ? escapes[escaped] : undefined;
    this.#at += value === undefined ? 1 : 2;
    return value ?? "\\";
  }

  #skipSpace(): void {
    this.#at = this.#afterSpace(this.#at);
  }

  #afterSpace(from: number): number {
    return from + (this.#match(space, from)?.length ?? 0);
  }

  #match(pattern: RegExp, from: number): string | undefined {
    pattern.lastIndex = from;
    return pattern.exec(this.#text)?.[0];
  }

  /** The next character, narrow where it is punctuation; empty at the end. */
  #peek(): string {
    return this.#characterAt(this.#at);
  }

  #characterAt(offset: number): string {
    const character = this.#text[offset] ?? "";
    return narrow[character] ?? character;
  }
}
