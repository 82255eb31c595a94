import { nearMatches } from "./near-matches.ts";
import { type Normalised, normaliseAnchor } from "./normalise-anchor.ts";
import { hasOuterSpace, outerSpace } from "./outer-space.ts";
import { refineEdges } from "./refine-edges.ts";
import type { Span } from "./span.ts";

export type MatchLevel = "exact" | "typography" | "fuzzy";

/** Where an anchor may stand. */
export interface AnchorMatch extends Span {
  readonly level: MatchLevel;
  /** Letters that differ; 0 unless the match is fuzzy. */
  readonly distance: number;
}

/** Shorter anchors are located exactly or by typography only: a few letters are near to too much. */
const shortestFuzzy = 12;
/** Edits allowed per character of an anchor. */
const fuzzyShare = 0.15;
/** What a Chinese character counts, which says more than a letter. */
const hanWeight = 1.5;
const longestFuzzy = 600;

/** A document prepared for many anchors. */
export interface AnchorText {
  readonly text: string;
  /** Made when it is first needed: most anchors stand there as written. */
  readonly normalised: () => Normalised;
}

/** A text in which anchors are looked for, one after another. */
export function anchorText(text: string): AnchorText {
  let normalised: Normalised | undefined;
  return { text, normalised: () => (normalised ??= normaliseAnchor(text)) };
}

/**
 * Every place where an anchor stands, in document order: as written; if nowhere, with typography evened out;
 * if nowhere, within a bounded edit distance. Empty when it stands nowhere.
 */
export function locateAnchor(document: AnchorText, anchor: string): readonly AnchorMatch[] {
  const exact = occurrences(document.text, anchor);
  if (exact.length > 0) return exact.map((span) => ({ ...span, level: "exact", distance: 0 }));
  const pattern = normaliseAnchor(anchor).text.trim();
  const even = occurrences(document.normalised().text, pattern);
  if (even.length === 0) return nearAnchors(document, anchor);
  const spans = inOriginal(even, { document, anchor });
  return spans.map((span) => ({ ...span, level: "typography", distance: 0 }));
}

/**
 * Places within a bounded edit distance of an anchor, and only with the same numbers, since those tell
 * otherwise equal places apart. Empty for anchors too short or too long to be looked for this way.
 */
export function nearAnchors(document: AnchorText, anchor: string): readonly AnchorMatch[] {
  const { text } = document.normalised();
  const pattern = normaliseAnchor(anchor).text.trim();
  const maxDistance = mostEdits(pattern);
  if (maxDistance === 0) return [];
  const numbers = numbersIn(pattern);
  const space = { before: /^\s/.test(anchor), behind: /\s$/.test(anchor) };
  const matches = nearMatches(text, pattern, maxDistance)
    .map((match) => refineEdges(text, pattern, { match, space }))
    .filter(({ start, end }) => numbersIn(text.slice(start, end)) === numbers);
  return inOriginal(matches, { document, anchor }).map(({ distance, ...span }) => ({
    ...span,
    level: distance === 0 ? "typography" : "fuzzy",
    distance,
  }));
}

function mostEdits(pattern: string): number {
  if (pattern.length > longestFuzzy) return 0;
  const han = pattern.match(/\p{Script=Han}/gu)?.length ?? 0;
  const weight = pattern.length + han * (hanWeight - 1);
  return weight < shortestFuzzy ? 0 : Math.floor(weight * fuzzyShare);
}

function numbersIn(text: string): string {
  return (text.match(/\d+/g) ?? []).join(" ");
}

interface Located {
  readonly document: AnchorText;
  readonly anchor: string;
}

/**
 * Stretches of the normalised text in the original, with the white space that the anchor has at its ends; only
 * those where there is such white space, if there are any.
 */
function inOriginal<T extends Span>(matches: readonly T[], { document, anchor }: Located): readonly T[] {
  const { offsets } = document.normalised();
  const spans = matches.map((match) => {
    const span = { start: offsets[match.start] ?? 0, end: endOffset(offsets, match.end) };
    return { ...match, ...outerSpace(document.text, span, anchor) };
  });
  const alike = spans.filter((span) => hasOuterSpace(document.text, span, anchor));
  return alike.length > 0 ? alike : spans;
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
