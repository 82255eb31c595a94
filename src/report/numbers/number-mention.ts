import type { Measure } from "./measures.ts";

/** What a number counts, where that is written beside it. Two known units that differ never agree. */
export type Unit =
  | Measure
  | "percent"
  | "permille"
  /** So many times as much. */
  | "times"
  | "second"
  | "minute"
  | "hour"
  | "day"
  | "week"
  | "month"
  | "year"
  | "decade"
  | "century"
  | "clock"
  | "USD"
  | "cent"
  | "CNY"
  | "EUR"
  | "GBP"
  | "JPY"
  | "HKD"
  /** ¥ alone may be either, and so may pounds. */
  | "CNY|JPY"
  | "GBP|lb"
  | "ordinal"
  /** Digits inside a name such as `DS-11`. */
  | "name";

/** Whether a number is said to be the least or the most. */
export type BoundSide = "least" | "most";

export interface DateReading {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

interface Mention {
  /** As written, after folding. */
  readonly text: string;
  /** Offsets in the folded text. */
  readonly start: number;
  readonly end: number;
  /** Counts as evidence for a claim's number but is itself no number that a claim has to prove. */
  readonly weak: boolean;
}

export interface QuantityMention extends Mention {
  readonly type: "quantity";
  /** Its possible values: `10K` is 10 or 10,000. */
  readonly values: readonly number[];
  readonly unit?: Unit;
  /** Value of one in its last significant digit: 100,000 for `1.5 million`. */
  readonly step: number;
  /** Said to be about that much. */
  readonly approximate: boolean;
  /** Said to be the least or the most, with the place of the number and of the words that say so. */
  readonly bound?: { readonly side: BoundSide; readonly start: number; readonly end: number };
}

export interface DateMention extends Mention {
  readonly type: "date";
  /** Its possible readings: 3/4/2024 is in March or in April. */
  readonly readings: readonly DateReading[];
}

/** A name with digits: `DS-11`, `COVID-19`, a telephone number. */
export interface CodeMention extends Mention {
  readonly type: "code";
  readonly code: string;
}

/** A place in a law or document: Article 10, § 5, 第十条. */
export interface SectionMention extends Mention {
  readonly type: "section";
  readonly unit: "article" | "section";
  readonly label: string;
}

export type NumberMention = QuantityMention | DateMention | CodeMention | SectionMention;

/** Part of a text that is being read, with what has been read of it already. */
export class NumberScan {
  readonly text: string;
  readonly mentions: NumberMention[] = [];
  readonly #taken: Uint8Array;

  constructor(text: string) {
    this.text = text;
    this.#taken = new Uint8Array(text.length);
  }

  /** Matches of a pattern in what nothing has taken yet. */
  *matches(pattern: RegExp): Generator<RegExpExecArray> {
    for (const match of this.text.matchAll(pattern)) {
      if (this.isFree(match.index, match.index + match[0].length)) yield match;
    }
  }

  isFree(start: number, end: number): boolean {
    return this.#taken.subarray(start, end).every((byte) => byte === 0);
  }

  take(start: number, end: number): void {
    this.#taken.fill(1, start, end);
  }

  add(mention: NumberMention): void {
    this.mentions.push(mention);
    this.take(mention.start, mention.end);
  }

  /** Adds a reading that others may still read differently. */
  addBeside(mention: NumberMention): void {
    this.mentions.push(mention);
  }
}
