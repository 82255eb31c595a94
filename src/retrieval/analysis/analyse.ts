import { codeSuffix, compoundEnd, isAbbreviation, joinedTerms } from "./compound.ts";
import { dateAt, mayBeginDate } from "./date.ts";
import { fold, foldCharacter } from "./fold.ts";
import { type Lexeme, scan } from "./lexeme.ts";
import { chineseParticles, chineseQuestionWords, isEmphasised, wordsWithParticle } from "./stop-words.ts";
import type { Token } from "./token.ts";
import { bigrams, type Element, numeralTerms } from "./unspaced.ts";
import { describeWord, numberTerms, type Word } from "./word.ts";

export interface AnalyseOptions {
  /** `query` drops the words a question is asked with; `index`, the default, keeps them. */
  readonly mode?: "index" | "query";
}

const symbolTerms: Readonly<Record<string, string>> = {
  "%": "percent",
  "％": "percent",
  "§": "section",
  $: "dollar",
  "＄": "dollar",
  "€": "euro",
  "£": "pound",
  "￡": "pound",
  "¥": "yuan",
  "￥": "yuan",
};

/**
 * Splits a text into the terms it is indexed or searched by. English and other spaced scripts: folded and
 * stemmed words, compounds also joined. Chinese and other scripts without spaces: overlapping pairs of
 * simplified characters. Numbers, dates and identifiers in one form whatever the way of writing. Pure;
 * never throws.
 */
export function analyse(text: string, options: AnalyseOptions = {}): Token[] {
  const isQuery = options.mode === "query";
  const tokens = new Analysis(text, isQuery).run();
  if (!isQuery || tokens.length > 0) return tokens;
  return new Analysis(text, false).run();
}

/** The distinct terms of a text in order of first occurrence. */
export function analyseTerms(text: string, options: AnalyseOptions = {}): string[] {
  return [...new Set(analyse(text, options).map((token) => token.term))];
}

class Analysis {
  readonly #text: string;
  readonly #isQuery: boolean;
  readonly #lexemes: readonly Lexeme[];
  readonly #tokens: Token[] = [];
  #position = 0;
  #dateEnd = 0;

  constructor(text: string, isQuery: boolean) {
    this.#text = text;
    this.#isQuery = isQuery;
    this.#lexemes = scan(text);
  }

  run(): Token[] {
    let at = 0;
    while (at < this.#lexemes.length) at = this.#consume(at);
    return this.#tokens;
  }

  #consume(at: number): number {
    const lexeme = this.#lexemes[at];
    if (lexeme === undefined) return at + 1;
    if (lexeme.type === "symbol") {
      this.#emit(symbolTerms[this.#surface(lexeme)] ?? "", lexeme.start, lexeme.end);
      this.#position++;
      return at + 1;
    }
    const runEnd = this.#unspacedRunEnd(at);
    if (runEnd > at) {
      this.#unspaced(at, runEnd);
      return runEnd;
    }
    this.#date(lexeme);
    const chainEnd = compoundEnd(this.#text, this.#lexemes, at);
    if (chainEnd - at > 1) this.#compound(at, chainEnd);
    else this.#single(lexeme);
    return chainEnd;
  }

  #emit(term: string, start: number, end: number, offset = 0): void {
    if (term !== "") this.#tokens.push({ term, position: this.#position + offset, start, end });
  }

  #surface(lexeme: Lexeme): string {
    return this.#text.slice(lexeme.start, lexeme.end);
  }

  #date(lexeme: Lexeme): void {
    // Dates are rare: only what can begin one pays for the patterns.
    if (lexeme.start < this.#dateEnd || !mayBeginDate(this.#text, lexeme.start, lexeme.end)) return;
    const date = dateAt(this.#text, lexeme.start);
    if (date === undefined) return;
    for (const term of date.terms) this.#emit(term, lexeme.start, date.end);
    this.#dateEnd = date.end;
  }

  #single({ type, start, end }: Lexeme): void {
    const text = this.#text;
    if (type === "number") {
      for (const term of numberTerms(text.slice(start, end))) {
        this.#emit(term, start, end);
        this.#position++;
      }
      return;
    }
    const { term, stop, parts } = describeWord(text, start, end);
    const suffix = codeSuffix(text, start, end);
    if (suffix !== "") this.#emit(fold(text.slice(start, end)) + suffix, start, end + suffix.length);
    else if (!this.#isDropped(stop) || isEmphasised(text, start, end)) this.#emit(term, start, end);
    for (let part = 0; part < parts.length; part++) this.#emit(parts[part] ?? "", start, end, part);
    this.#position += Math.max(1, parts.length);
  }

  #isDropped(stop: Word["stop"]): boolean {
    return stop === "index" || (this.#isQuery && stop === "query");
  }

  #compound(at: number, end: number): void {
    const parts = this.#lexemes.slice(at, end);
    const start = parts[0]?.start ?? 0;
    const stop = parts.at(-1)?.end ?? 0;
    if (start >= this.#dateEnd) {
      for (const term of joinedTerms(this.#text, parts)) this.#emit(term, start, stop);
    }
    if (isAbbreviation(this.#text, parts)) {
      this.#position++;
      return;
    }
    for (const part of parts) this.#single(part);
  }

  #unspacedRunEnd(at: number): number {
    let end = at;
    let hasUnspaced = false;
    for (; end < this.#lexemes.length; end++) {
      const lexeme = this.#lexemes[end];
      if (lexeme === undefined || (end > at && lexeme.start !== this.#lexemes[end - 1]?.end)) break;
      if (lexeme.type === "unspaced") hasUnspaced = true;
      else if (lexeme.type !== "number" && !(lexeme.type === "word" && lexeme.end - lexeme.start === 1))
        break;
    }
    return hasUnspaced ? end : at;
  }

  #unspaced(at: number, end: number): void {
    const elements: Element[] = [];
    for (const lexeme of this.#lexemes.slice(at, end)) {
      if (lexeme.type === "unspaced") {
        for (const character of this.#characters(lexeme)) elements.push(character);
      } else {
        const text = numberTerms(this.#surface(lexeme))[0];
        elements.push({ text, isNumber: lexeme.type === "number", start: lexeme.start, end: lexeme.end });
      }
    }
    const numerals = numeralTerms(elements);
    const pairs = bigrams(elements);
    const terms =
      numerals.length === 0 ? pairs : [...pairs, ...numerals].sort((one, other) => one.at - other.at);
    for (const { term, at: first, length } of terms) {
      if (this.#isQuery && isEmptyPair(term)) continue;
      const from = elements[first]?.start ?? 0;
      this.#emit(term, from, elements[first + length - 1]?.end ?? from, first);
    }
    this.#position += elements.length;
  }

  #characters(lexeme: Lexeme): Element[] {
    const elements: Element[] = [];
    let folded = "";
    for (let start = lexeme.start; start < lexeme.end; ) {
      const codePoint = this.#text.codePointAt(start) ?? 0;
      const end = start + (codePoint > 0xffff ? 2 : 1);
      const text = foldCharacter(codePoint);
      folded += text;
      elements.push({ text, isNumber: false, start, end });
      start = end;
    }
    return this.#isQuery ? withoutQuestionWords(elements, folded) : elements;
  }
}

/** A pair of characters that a particle spoils: 司的, 了一. */
function isEmptyPair(term: string): boolean {
  return (
    (chineseParticles.has(term.charAt(0)) || chineseParticles.has(term.charAt(1))) &&
    !wordsWithParticle.has(term)
  );
}

function withoutQuestionWords(elements: readonly Element[], folded: string): Element[] {
  const kept = [...elements];
  for (const word of chineseQuestionWords) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      for (let index = at; index < at + word.length; index++) {
        const element = kept[index];
        if (element !== undefined) kept[index] = { ...element, text: undefined };
      }
    }
  }
  return kept;
}
