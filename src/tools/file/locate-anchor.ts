import { nearMatches } from "./near-matches.ts";
import { type Normalised, normaliseAnchor } from "./normalise-anchor.ts";

export type MatchLevel = "exact" | "typography" | "fuzzy";

/** A stretch of the document, in UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface AnchorMatches {
  readonly level: MatchLevel;
  /** In document order; never empty. */
  readonly spans: readonly Span[];
}

/** Shorter anchors are located exactly or by typography only: a few letters are near to too much. */
const shortestFuzzy = 12;
/** Edits allowed per character of an anchor. */
const fuzzyShare = 0.15;
const longestFuzzy = 600;

/** A document prepared for many anchors. */
export interface AnchorText {
  readonly text: string;
  /** Made when it is first needed: most anchors stand there as written. */
  readonly normalised: () => Normalised;
}

export function anchorText(text: string): AnchorText {
  let normalised: Normalised | undefined;
  return { text, normalised: () => (normalised ??= normaliseAnchor(text)) };
}

/**
 * Every place where an anchor stands: as written; if nowhere, with typography evened out; if nowhere, within
 * a bounded edit distance, and then only the nearest places, and only with the same numbers: those tell
 * otherwise equal places apart. Undefined when it stands nowhere.
 */
export function locateAnchor(document: AnchorText, anchor: string): AnchorMatches | undefined {
  const exact = occurrences(document.text, anchor);
  if (exact.length > 0) return { level: "exact", spans: exact };
  const { text, offsets } = document.normalised();
  const pattern = normaliseAnchor(anchor).text.trim();
  if (pattern === "") return undefined;
  const toOriginal = ({ start, end }: Span): Span =>
    withOuterSpace(document.text, anchor, { start: offsets[start] ?? 0, end: endOffset(offsets, end) });
  const even = occurrences(text, pattern);
  if (even.length > 0) return { level: "typography", spans: even.map(toOriginal) };
  if (pattern.length < shortestFuzzy || pattern.length > longestFuzzy) return undefined;
  const near = nearMatches(text, pattern, Math.floor(pattern.length * fuzzyShare));
  const numbers = numbersIn(pattern);
  const matches = near.filter(({ start, end }) => numbersIn(text.slice(start, end)) === numbers);
  const nearest = Math.min(...matches.map((match) => match.distance));
  const best = matches.filter((match) => match.distance <= nearest + 1);
  return best.length === 0 ? undefined : { level: "fuzzy", spans: best.map(toOriginal) };
}

function numbersIn(text: string): string {
  return (text.match(/\d+/g) ?? []).join(" ");
}

/** White space at the ends of an anchor belongs to it, however much of it the document has there. */
function withOuterSpace(text: string, anchor: string, { start, end }: Span): Span {
  const leading = /^\s+/.exec(anchor)?.[0];
  const trailing = /\s+$/.exec(anchor)?.[0];
  return {
    start: leading === undefined ? start : spaceBefore(text, start, leading),
    end: trailing === undefined ? end : spaceBehind(text, end, trailing),
  };
}

function spaceBefore(text: string, start: number, wanted: string): number {
  const pattern = wanted.includes("\n") ? /\s/ : /[^\S\n]/;
  let first = start;
  while (first > 0 && pattern.test(text[first - 1] ?? "")) first -= 1;
  return first;
}

function spaceBehind(text: string, end: number, wanted: string): number {
  const pattern = wanted.includes("\n") ? /\s/ : /[^\S\n]/;
  let last = end;
  while (last < text.length && pattern.test(text[last] ?? "")) last += 1;
  return last;
}

/** One character may have become several; the end is where the next original character begins. */
function endOffset(offsets: readonly number[], end: number): number {
  const last = offsets[end - 1] ?? 0;
  let next = end;
  while (next < offsets.length - 1 && offsets[next] === last) next += 1;
  return offsets[next] ?? last;
}

function occurrences(text: string, pattern: string): readonly Span[] {
  const spans: Span[] = [];
  if (pattern === "") return spans;
  for (let start = text.indexOf(pattern); start >= 0; start = text.indexOf(pattern, start + 1)) {
    spans.push({ start, end: start + pattern.length });
  }
  return spans;
}
