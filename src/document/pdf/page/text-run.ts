import type { TextItem } from "./read-page.ts";
import { firstCharacter, isIdeograph, lastCharacter, meetsWithoutSpace, normaliseGlyphs } from "./script.ts";

/** Words that stand together on one line. Points, from the top left of the page. */
export interface TextRun {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  /** Baseline. */
  readonly y: number;
  /** Height of the em of most of its characters. */
  readonly size: number;
  /** Font of most of its characters. */
  readonly font: string;
}

/** A gap below this, in ems, is inside a word; above it, between words. */
const wordGap = 0.16;
/** A gap above this, in ems, ends a run. */
const runGap = 0.6;

const superscripts: Readonly<Record<string, string>> = {
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
  "+": "⁺",
  "-": "⁻",
  "−": "⁻",
  "–": "⁻",
};

/** Raised digits keep their place in Unicode, since 10⁶ is not 106. */
function raise(text: string): string {
  if (!/^[\d+\-−–, ]+$/.test(text)) return text;
  return text.replace(/[\d+\-−–]/g, (character) => superscripts[character] ?? character);
}

/**
 * Spaces between ideographs that stand for letter-spacing: pdf.js writes one wherever a line was stretched.
 * They are taken out where the item is hardly wider than its characters.
 */
function closeLetterSpacing(item: TextItem): string {
  const { text } = item;
  if (!/\p{L} \p{L}/u.test(text)) return text;
  const characters = Array.from(text);
  const ideographs = characters.filter(isIdeograph).length;
  if (ideographs < 2) return text;
  const spaces = characters.filter((character) => character === " ").length;
  const others = characters.length - ideographs - spaces;
  const perSpace = (item.width - (ideographs + others * 0.5) * item.size) / spaces;
  const isStretched = spaces >= (characters.length - spaces) * 0.7;
  if (perSpace > 0.35 * item.size && !isStretched) return text;
  return text.replace(/(?<=\P{ASCII}) (?=\P{ASCII})/gu, (space, at: number) =>
    meetsWithoutSpace(text.slice(0, at), text.slice(at + 1)) ? "" : space,
  );
}

/** A run that grows item by item. */
class RunBuilder {
  #text: string;
  #x1: number;
  readonly #first: TextItem;
  #main: TextItem;
  #mainLength: number;

  constructor(first: TextItem) {
    this.#first = first;
    this.#main = first;
    this.#mainLength = first.text.length;
    this.#text = closeLetterSpacing(first);
    this.#x1 = first.x + first.width;
  }

  /** Whether the item continues this run; a raised or lowered smaller item does. */
  takes(item: TextItem): boolean {
    const em = Math.max(item.size, this.#main.size);
    const gap = item.x - this.#x1;
    return Math.abs(item.y - this.#main.y) <= 0.45 * em && gap > -0.4 * em && gap < runGap * em;
  }

  add(item: TextItem, isSpaced: boolean): void {
    const gap = (item.x - this.#x1) / Math.max(item.size, this.#main.size);
    const isSmaller = item.size < 0.85 * this.#main.size;
    const rise = (this.#main.y - item.y) / this.#main.size;
    const text = isSmaller && rise > 0.15 ? raise(item.text) : closeLetterSpacing(item);
    const meets = meetsWithoutSpace(this.#text, text);
    const isRaised = isSmaller && rise > 0.15;
    const isMark = isRaised && /^[a-z*†‡§]/.test(text) && !/^(?:st|nd|rd|th)\b/.test(text);
    const isPower = isRaised && text !== item.text;
    const isApart = meets ? gap > 0.5 : isPower ? gap > 0.3 : isSpaced || isMark || gap > wordGap;
    const separator = isApart && !/\s$/.test(this.#text) && !/^\s/.test(text) ? " " : "";
    this.#text += separator + text;
    this.#x1 = Math.max(this.#x1, item.x + item.width);
    if (this.#isSetLike(item)) this.#main = item;
    this.#mainLength = Math.max(this.#mainLength, item.text.length);
  }

  /**
   * Whether an item shows how the run is set better than the one so far: the larger type does, since pdf.js
   * gives a piece that begins with a subscript the size of the subscript; a lone sign or capital does not.
   */
  #isSetLike(item: TextItem): boolean {
    const isLarger = item.size > 1.1 * this.#main.size;
    const isSmaller = item.size < 0.9 * this.#main.size;
    if (isLarger) return /[\p{L}\p{N}]/u.test(item.text) && item.size < 1.7 * this.#main.size;
    return !isSmaller && item.text.length > this.#mainLength;
  }

  finish(): TextRun {
    const { y, size, font } = this.#main;
    return { text: normaliseGlyphs(this.#text), x0: this.#first.x, x1: this.#x1, y, size, font };
  }
}

/** Drops what was drawn twice in nearly the same place, which is how some programs make bold type. */
function withoutDoubles(items: readonly TextItem[]): readonly TextItem[] {
  const seen = new Map<string, TextItem[]>();
  return items.filter((item) => {
    if (item.text.trim() === "") return true;
    const same = seen.get(item.text) ?? [];
    const near = 0.2 * item.size;
    if (same.some((other) => Math.abs(other.x - item.x) < near && Math.abs(other.y - item.y) < near))
      return false;
    same.push(item);
    seen.set(item.text, same);
    return true;
  });
}

/** Joins runs that were drawn out of order but touch on one baseline. */
function joinTouching(runs: readonly TextRun[]): readonly TextRun[] {
  const sorted = runs.toSorted((a, b) => a.y - b.y || a.x0 - b.x0);
  const joined: TextRun[] = [];
  for (const run of sorted) {
    const index = joined.findLastIndex(
      (other, at) =>
        at >= joined.length - 12 &&
        Math.abs(other.y - run.y) < 0.15 * run.size &&
        Math.abs(other.size - run.size) < 0.1 * run.size &&
        run.x0 - other.x1 > -0.15 * run.size &&
        run.x0 - other.x1 < 0.4 * run.size,
    );
    const left = joined[index];
    if (left === undefined) joined.push(run);
    else {
      const isApart = run.x0 - left.x1 > wordGap * run.size && !meetsWithoutSpace(left.text, run.text);
      joined[index] = {
        ...left,
        text: left.text + (isApart ? " " : "") + run.text,
        x1: Math.max(left.x1, run.x1),
      };
    }
  }
  return joined;
}

/** The items of a page as runs of words, in no order. Items drawn one glyph at a time come out as words. */
export function toRuns(items: readonly TextItem[]): readonly TextRun[] {
  const runs: TextRun[] = [];
  let open: RunBuilder | undefined;
  let isSpaced = false;
  for (const item of withoutDoubles(items)) {
    if (item.text.trim() === "") {
      isSpaced = true;
      continue;
    }
    if (open?.takes(item) === true) open.add(item, isSpaced);
    else {
      if (open !== undefined) runs.push(open.finish());
      open = new RunBuilder(item);
    }
    isSpaced = false;
  }
  if (open !== undefined) runs.push(open.finish());
  return joinTouching(runs.filter((run) => run.text !== ""));
}

/** Whether a string is one letter, as a drop capital is. */
export function isSingleLetter(text: string): boolean {
  return firstCharacter(text) === lastCharacter(text) && /^\p{L}$/u.test(text);
}
