import { endsSentence } from "./abbreviations.ts";

/** A piece of a text; `text` is exactly `input.slice(start, end)` (UTF-16 offsets), spaces after it included. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Divides Markdown or plain text, English or Chinese, into sentences. The pieces follow one another without
 * gap or overlap, so joining them gives the input back. List items, headings and table rows are pieces of
 * their own; a quotation or bracket is never cut; citation marks behind a full stop (`\cite{…}`, `[3]`) stay
 * with the sentence they follow. Unlike `Intl.Segmenter` it knows abbreviations, quotations and Markdown.
 */
export function splitSentences(input: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  for (const block of splitBlocks(input)) {
    let start = block.start;
    for (const end of sentenceEnds(input.slice(block.start, block.end))) {
      sentences.push(piece(input, start, block.start + end));
      start = block.start + end;
    }
    if (start < block.end) sentences.push(piece(input, start, block.end));
  }
  return sentences;
}

function piece(input: string, start: number, end: number): Sentence {
  return { text: input.slice(start, end), start, end };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const blankLine = /^\s*$/;
const blockStart =
  /^\s*(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s|>|\||```|[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十]{1,3}、)/;
const wholeLine = /^\s*(?:#{1,6}\s|\||```)/;
const hardBreak = /(?: {2}|\\)\r?\n$/;

/** Runs of lines that belong to one paragraph, list item, heading or table row, blank lines included at the end. */
function splitBlocks(input: string): readonly Span[] {
  const blocks: Span[] = [];
  let start = 0;
  let position = 0;
  let previous = "";
  for (const line of input.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const breaksHere =
      position > start &&
      !blankLine.test(line) &&
      (blankLine.test(previous) ||
        hardBreak.test(previous) ||
        wholeLine.test(previous) ||
        startsBlock(line, previous));
    if (breaksHere) {
      blocks.push({ start, end: position });
      start = position;
    }
    position += line.length;
    previous = line;
  }
  if (position > start) blocks.push({ start, end: position });
  return blocks;
}

function startsBlock(line: string, previous: string): boolean {
  const bothQuoted = /^\s*>/.test(line) && /^\s*>/.test(previous);
  return blockStart.test(line) && !bothQuoted;
}

const wideTerminators = "。！？｡";
const narrowTerminators = ".!?…";
const trailer = /(?:[”’」』】）》〉"')\]»]|\s*\\cite\{[^}]{0,400}\}|\s*\[\^?\d{1,3}(?:\s*,\s*\d{1,3})*\])*/y;
const quoteReach = 1500;
const bracketReach = 400;
const emphasisReach = 4000;
const emphasis = /\*{1,3}|_{1,3}|~~/y;
const marker = /^\s*(?:[-*+•>]\s*|\d{1,3}[.)]\s|#{1,6}\s)*/;

/** Offsets behind each sentence of a block but the last. */
function sentenceEnds(block: string): readonly number[] {
  const ends: number[] = [];
  const kept = protectedSpans(block);
  let spanIndex = 0;
  let position = marker.exec(block)?.[0].length ?? 0;
  while (position < block.length) {
    const character = block.charAt(position);
    const wide = wideTerminators.includes(character);
    if (!wide && !narrowTerminators.includes(character)) {
      position += 1;
      continue;
    }
    const stop = skipTerminators(block, position);
    while ((kept[spanIndex]?.end ?? Infinity) <= position) spanIndex += 1;
    const span = kept[spanIndex];
    const close = skipTrailer(block, stop, kept.slice(spanIndex, spanIndex + 3));
    const inside = span !== undefined && span.start < position && close < span.end;
    const end = inside ? undefined : boundary(block, { position, stop, close, wide });
    if (end !== undefined && end < block.length) ends.push(end);
    position = end ?? stop;
  }
  return ends;
}

function skipTerminators(block: string, from: number): number {
  let position = from + 1;
  while (position < block.length && (wideTerminators + narrowTerminators).includes(block.charAt(position))) {
    position += 1;
  }
  return position;
}

/** Skips closing quotes, brackets, emphasis and citation marks, never one that opens something new. */
function skipTrailer(block: string, from: number, kept: readonly Span[]): number {
  const opened =
    kept.find((span) => span.start >= from && block.charAt(span.start) === '"')?.start ?? Infinity;
  const closed = closesEmphasis(block, matchEnd(trailer, block, from));
  return Math.min(matchEnd(trailer, block, closed), opened);
}

function closesEmphasis(block: string, from: number): number {
  const marks = block.slice(from, matchEnd(emphasis, block, from));
  if (marks === "") return from;
  const written = block.slice(Math.max(0, from - emphasisReach), from).split(marks.charAt(0)).length - 1;
  return written % (2 * marks.length) === 0 ? from : from + marks.length;
}

function matchEnd(pattern: RegExp, block: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(block)?.[0].length ?? 0);
}

interface Candidate {
  readonly position: number;
  readonly stop: number;
  readonly close: number;
  readonly wide: boolean;
}

const spaces = /\s*/y;

const goesOn = /^[，、；：,;:）)]/;
const exclamationInQuote = /[！？!?][”」』"]$/;

/** Where the next sentence starts, or undefined when the mark at `position` does not end one. */
function boundary(block: string, candidate: Candidate): number | undefined {
  const { position, stop, close, wide } = candidate;
  const next = matchEnd(spaces, block, close);
  if (next >= block.length) return block.length;
  const following = block.slice(next, next + 40);
  if (wide) {
    if (goesOn.test(following)) return undefined;
    const spoken = exclamationInQuote.test(block.slice(position, close)) && /^\p{L}/u.test(following);
    return spoken && next === close ? undefined : next;
  }
  if (next === close && !/^\p{Script=Han}/u.test(following)) return undefined;
  if (next === close && close === stop) return undefined;
  const single = stop === position + 1 && block.charAt(position) === ".";
  return endsSentence(block.slice(Math.max(0, position - 24), position), following, single)
    ? next
    : undefined;
}

const closers: Readonly<Record<string, string>> = {
  "“": "”",
  "「": "」",
  "『": "』",
  "《": "》",
  "«": "»",
  "（": "）",
  "(": ")",
  "[": "]",
};

/** Quotations, brackets and code spans that close within reach; outermost only, in order. */
function protectedSpans(block: string): readonly Span[] {
  const spans: Span[] = [];
  const straightQuotesPair = block.split('"').length % 2 === 1;
  let position = 0;
  while (position < block.length) {
    const open = block.charAt(position);
    const close = closers[open];
    const end =
      close === undefined
        ? closeOfSame(block, position, straightQuotesPair)
        : closeOfPair(block, position, { open, close });
    if (end !== undefined) spans.push({ start: position, end });
    position = end ?? position + 1;
  }
  return spans;
}

function closeOfSame(block: string, position: number, straightQuotesPair: boolean): number | undefined {
  const mark = block.charAt(position);
  if (mark !== "`" && (mark !== '"' || !straightQuotesPair)) return undefined;
  const end = block.indexOf(mark, position + 1);
  return end < 0 || end - position > quoteReach ? undefined : end + 1;
}

function closeOfPair(
  block: string,
  position: number,
  pair: { readonly open: string; readonly close: string },
): number | undefined {
  const reach = "（([".includes(pair.open) ? bracketReach : quoteReach;
  const limit = Math.min(block.length, position + reach);
  let depth = 0;
  for (let index = position; index < limit; index += 1) {
    const character = block.charAt(index);
    if (character === pair.open) depth += 1;
    if (character === pair.close) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return undefined;
}
