import { codeSuffix, compoundEnd, isAbbreviation, joinedTerms } from "./compound.ts";
import { dateAt, mayBeginDate } from "./date.ts";
import { fold, foldCharacter } from "./fold.ts";
import { LexemeList, lexemeType } from "./lexeme.ts";
import { type KnownWord, Lexicon, noTerm } from "./lexicon.ts";
import { Run } from "./run.ts";
import { chineseParticles, chineseQuestionWords, isEmphasised, wordsWithParticle } from "./stop-words.ts";
import { TermList } from "./term-list.ts";
import { numeralTerms } from "./unspaced.ts";

interface AnalyserOptions {
  readonly isQuery: boolean;
  /** Takes the terms, in place of what it held. */
  readonly list: TermList;
}

const symbolTerms: ReadonlyMap<string, string> = new Map([
  ["%", "percent"],
  ["％", "percent"],
  ["§", "section"],
  ["$", "dollar"],
  ["＄", "dollar"],
  ["€", "euro"],
  ["£", "pound"],
  ["￡", "pound"],
  ["¥", "yuan"],
  ["￥", "yuan"],
]);

// All of a thread share one: what a text taught it serves the next one.
let lexicon = new Lexicon();

/** Does the work of `analyse`, text after text in the same working memory. */
export class Analyser {
  readonly #lexemes = new LexemeList();
  readonly #run = new Run();
  #text = "";
  #isQuery = false;
  #list = new TermList();
  #lexicon = lexicon;
  #position = 0;
  #dateEnd = 0;

  analyse(text: string, { isQuery, list }: AnalyserOptions): void {
    if (lexicon.isFull) lexicon = new Lexicon();
    this.#lexicon = lexicon;
    this.#text = text;
    this.#isQuery = isQuery;
    this.#list = list;
    this.#position = 0;
    this.#dateEnd = 0;
    list.clear(lexicon.terms);
    this.#lexemes.scan(text);
    let at = 0;
    while (at < this.#lexemes.length) at = this.#consume(at);
  }

  #consume(at: number): number {
    const type = this.#lexemes.types[at];
    const start = this.#lexemes.starts[at] ?? 0;
    const end = this.#lexemes.ends[at] ?? 0;
    if (type === lexemeType.symbol) {
      this.#emitTerm(symbolTerms.get(this.#text.slice(start, end)) ?? "", start, end);
      this.#position++;
      return at + 1;
    }
    const runEnd = this.#unspacedRunEnd(at);
    if (runEnd > at) {
      this.#unspaced(at, runEnd);
      return runEnd;
    }
    // Dates are rare: only what can begin one pays for the patterns.
    if (start >= this.#dateEnd && mayBeginDate(this.#text, start, end)) this.#date(start);
    const chainEnd = compoundEnd(this.#text, this.#lexemes, at);
    if (chainEnd - at > 1) this.#compound(at, chainEnd);
    else this.#single(at);
    return chainEnd;
  }

  #emit(number: number, start: number, end: number, offset = 0): void {
    if (number !== noTerm) this.#list.add(number, this.#position + offset, start, end);
  }

  #emitTerm(term: string, start: number, end: number): void {
    this.#emit(this.#lexicon.numberOf(term), start, end);
  }

  #date(start: number): void {
    const date = dateAt(this.#text, start);
    if (date === undefined) return;
    for (const term of date.terms) this.#emitTerm(term, start, date.end);
    this.#dateEnd = date.end;
  }

  #single(at: number): void {
    if (this.#lexemes.types[at] === lexemeType.number) this.#number(at);
    else this.#word(at);
  }

  #number(at: number): void {
    const start = this.#lexemes.starts[at] ?? 0;
    const end = this.#lexemes.ends[at] ?? 0;
    for (const number of this.#lexicon.figure(this.#lexemes, at)) {
      this.#emit(number, start, end);
      this.#position++;
    }
  }

  #word(at: number): void {
    const text = this.#text;
    const start = this.#lexemes.starts[at] ?? 0;
    const end = this.#lexemes.ends[at] ?? 0;
    const { term, stop, parts } = this.#lexicon.word(this.#lexemes, at);
    const suffix = codeSuffix(text, start, end);
    if (suffix !== "") this.#emitTerm(fold(text.slice(start, end)) + suffix, start, end + suffix.length);
    else if (!this.#isDropped(stop) || isEmphasised(text, start, end)) this.#emit(term, start, end);
    if (parts.length === 0) {
      this.#position++;
      return;
    }
    for (let part = 0; part < parts.length; part++) this.#emit(parts[part] ?? noTerm, start, end, part);
    this.#position += parts.length;
  }

  #isDropped(stop: KnownWord["stop"]): boolean {
    return stop === "index" || (this.#isQuery && stop === "query");
  }

  #compound(at: number, end: number): void {
    const parts = this.#lexemes.slice(at, end);
    const start = parts[0]?.start ?? 0;
    const stop = parts.at(-1)?.end ?? 0;
    if (start >= this.#dateEnd) {
      for (const term of joinedTerms(this.#text, parts)) this.#emitTerm(term, start, stop);
    }
    if (isAbbreviation(this.#text, parts)) {
      this.#position++;
      return;
    }
    for (let part = at; part < end; part++) this.#single(part);
  }

  #unspacedRunEnd(at: number): number {
    const { types, starts, ends, length } = this.#lexemes;
    let end = at;
    let hasUnspaced = false;
    for (; end < length; end++) {
      const type = types[end];
      const start = starts[end] ?? 0;
      if (end > at && start !== ends[end - 1]) break;
      if (type === lexemeType.unspaced) hasUnspaced = true;
      else if (type !== lexemeType.number && !(type === lexemeType.word && (ends[end] ?? 0) - start === 1))
        break;
    }
    return hasUnspaced ? end : at;
  }

  #unspaced(at: number, end: number): void {
    this.#fillRun(at, end);
    const run = this.#run;
    const numerals = run.hasNumerals
      ? numeralTerms(run.elements()).sort((one, other) => one.at - other.at)
      : [];
    let next = 0;
    for (let place = 0; place < run.length; place++) {
      if (!run.isGap(place)) {
        if (!run.isGap(place + 1)) this.#emitFromRun(this.#pairAt(place), place, 2);
        else if (run.isGap(place - 1)) this.#emitFromRun(this.#lexicon.numberOf(run.textAt(place)), place, 1);
      }
      for (; numerals[next]?.at === place; next++) {
        const { term = "", length = 1 } = numerals[next] ?? {};
        this.#emitFromRun(this.#lexicon.numberOf(term), place, length);
      }
    }
    this.#position += run.length;
  }

  #pairAt(place: number): number {
    const run = this.#run;
    const first = run.unitAt(place);
    const second = run.unitAt(place + 1);
    if (first >= 0 && second >= 0) return this.#lexicon.numberOfPair(first, second);
    return this.#lexicon.numberOf(run.textAt(place) + run.textAt(place + 1));
  }

  #emitFromRun(number: number, place: number, length: number): void {
    if (this.#isQuery && isEmptyPair(this.#lexicon.terms[number] ?? "")) return;
    const { starts, ends } = this.#run;
    this.#emit(number, starts[place] ?? 0, ends[place + length - 1] ?? 0, place);
  }

  #fillRun(at: number, end: number): void {
    const { types, starts, ends } = this.#lexemes;
    this.#run.clear();
    for (let index = at; index < end; index++) {
      const start = starts[index] ?? 0;
      const stop = ends[index] ?? 0;
      if (types[index] === lexemeType.unspaced) {
        this.#characters(start, stop);
      } else {
        const number = this.#lexicon.figure(this.#lexemes, index)[0] ?? noTerm;
        const text = this.#lexicon.terms[number] ?? "";
        this.#run.addText(text, { isNumber: types[index] === lexemeType.number, start, end: stop });
      }
    }
  }

  #characters(start: number, end: number): void {
    const first = this.#run.length;
    for (let at = start; at < end; ) {
      const codePoint = this.#text.codePointAt(at) ?? 0;
      const next = at + (codePoint > 0xffff ? 2 : 1);
      this.#run.addCharacter(foldCharacter(codePoint), at, next);
      at = next;
    }
    if (this.#isQuery) this.#dropQuestionWords(first);
  }

  /** Makes gaps of the question words among the elements from `first` on. */
  #dropQuestionWords(first: number): void {
    let folded = "";
    for (let at = first; at < this.#run.length; at++) folded += this.#run.textAt(at);
    for (const word of chineseQuestionWords) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        for (let index = at; index < at + word.length; index++) this.#run.makeGap(first + index);
      }
    }
  }
}

/** A pair of characters that a particle spoils: 司的, 了一. */
function isEmptyPair(term: string): boolean {
  return (
    (chineseParticles.has(term.charAt(0)) || chineseParticles.has(term.charAt(1))) &&
    !wordsWithParticle.has(term)
  );
}
