import { isNumeralCodePoint } from "./chinese-numeral.ts";
import type { Element } from "./unspaced.ts";

const initialElements = 64;

/** In place of a code point: a gap that nothing may bridge, or an element of more than one character. */
const gap = -1;
const longer = -2;
const highestUnit = 0xffff;

/** A run without spaces: its characters, and the numbers and letters that stand in it. Filled again for each run. */
export class Run {
  length = 0;
  /** Something in it may be a number. */
  hasNumerals = false;
  starts = new Uint32Array(initialElements);
  ends = new Uint32Array(initialElements);
  /** Folded. */
  #codePoints = new Int32Array(initialElements);
  readonly #longer = new Map<number, string>();
  readonly #numbers = new Set<number>();

  clear(): void {
    this.length = 0;
    this.hasNumerals = false;
    // Most runs have neither, and emptying an empty map is not free.
    if (this.#longer.size > 0) this.#longer.clear();
    if (this.#numbers.size > 0) this.#numbers.clear();
  }

  /** A character, folded. */
  addCharacter(codePoint: number, start: number, end: number): void {
    if (this.length === this.starts.length) this.#grow();
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.#codePoints[this.length++] = codePoint;
    this.hasNumerals ||= isNumeralCodePoint(codePoint);
  }

  /** A number, or a letter, as it is indexed. */
  addText(text: string, { isNumber, start, end }: Omit<Element, "text">): void {
    const at = this.length;
    this.addCharacter(text.length === 1 ? text.charCodeAt(0) : longer, start, end);
    if (text.length !== 1) this.#longer.set(at, text);
    if (!isNumber) return;
    this.hasNumerals = true;
    this.#numbers.add(at);
  }

  makeGap(at: number): void {
    if (at < this.length) this.#codePoints[at] = gap;
  }

  isGap(at: number): boolean {
    return at < 0 || at >= this.length || this.#codePoints[at] === gap;
  }

  /** The UTF-16 unit that an element is; -1 for one that is more, or none. */
  unitAt(at: number): number {
    const codePoint = this.#codePoints[at] ?? gap;
    return codePoint > highestUnit ? -1 : Math.max(codePoint, -1);
  }

  /** Text of an element that is no gap. */
  textAt(at: number): string {
    const codePoint = this.#codePoints[at] ?? longer;
    return codePoint === longer ? (this.#longer.get(at) ?? "") : String.fromCodePoint(codePoint);
  }

  elements(): readonly Element[] {
    return Array.from({ length: this.length }, (_, at) => ({
      text: this.isGap(at) ? undefined : this.textAt(at),
      isNumber: this.#numbers.has(at),
      start: this.starts[at] ?? 0,
      end: this.ends[at] ?? 0,
    }));
  }

  #grow(): void {
    const { starts, ends } = this;
    const codePoints = this.#codePoints;
    this.starts = new Uint32Array(starts.length * 2);
    this.ends = new Uint32Array(ends.length * 2);
    this.#codePoints = new Int32Array(codePoints.length * 2);
    this.starts.set(starts);
    this.ends.set(ends);
    this.#codePoints.set(codePoints);
  }
}
