import { lineOf } from "./line-of.ts";
import {
  type AnchorMatch,
  type AnchorText,
  locateAnchor,
  type MatchLevel,
  nearAnchors,
} from "./locate-anchor.ts";
import { settleEdges } from "./settle-edges.ts";
import type { Span } from "./span.ts";

/**
 * One change: what stands between the two anchors becomes `text`. With only `before`, the text is
 * inserted behind it; with only `after`, in front of it. The anchors themselves stay.
 */
export interface Hunk {
  readonly before?: string | undefined;
  readonly text: string;
  readonly after?: string | undefined;
}

/** The stretch that a hunk replaces, and how its anchors were found. */
export interface Place extends Span {
  readonly level: MatchLevel;
}

/** What stands between two anchors may be this long; farther apart they hardly belong together. */
const longestReplaced = 20_000;

/** Where the change goes, or why it cannot. */
export function placeHunk(document: AnchorText, hunk: Hunk): Place | string {
  const { before = "", after = "" } = hunk;
  if (before.trim() === "" && after.trim() === "") return "it needs an anchor: before, after or both";
  let heads = before === "" ? undefined : locateAnchor(document, before);
  let tails = after === "" ? undefined : locateAnchor(document, after);
  if (heads?.length === 0) return `the text of "before" is nowhere in the file: ${quote(before)}`;
  if (tails?.length === 0) return `the text of "after" is nowhere in the file: ${quote(after)}`;
  // Where one anchor is inexact, the other may be too, and stand exactly where it is not meant.
  if (tails?.some(isFuzzy)) heads = heads && withNear(heads, nearAnchors(document, before));
  if (heads?.some(isFuzzy)) tails = tails && withNear(tails, nearAnchors(document, after));
  const places = likeliest(replaceable(heads, tails));
  if (places.length === 0) return '"after" does not follow "before" in the file';
  if (places.length > 1) return describeChoices(document.text, places);
  const [{ start, end, level }] = places as [Candidate];
  const settled = settleEdges(document.text, {
    start,
    end,
    inserted: hunk.text,
    hasBefore: heads !== undefined,
    hasAfter: tails !== undefined,
    isFuzzy: level === "fuzzy",
  });
  return typeof settled === "string" ? settled : { ...settled, level };
}

function isFuzzy({ level }: AnchorMatch): boolean {
  return level === "fuzzy";
}

function withNear(found: readonly AnchorMatch[], near: readonly AnchorMatch[]): readonly AnchorMatch[] {
  const isNew = ({ start, end }: AnchorMatch): boolean =>
    found.every((match) => end <= match.start || match.end <= start);
  return [...found, ...near.filter(isNew)].sort((a, b) => a.start - b.start);
}

interface Candidate extends Place {
  readonly distance: number;
}

/** The stretches between each head and the tails behind it, each tail only up to one that is as near. */
function replaceable(
  heads: readonly AnchorMatch[] | undefined,
  tails: readonly AnchorMatch[] | undefined,
): readonly Candidate[] {
  if (heads === undefined) return (tails ?? []).map((tail) => ({ ...tail, end: tail.start }));
  if (tails === undefined) return heads.map((head) => ({ ...head, start: head.end }));
  return heads.flatMap((head) => {
    const behind = tails.filter(({ start }) => start >= head.end && start - head.end <= longestReplaced);
    const open = behind.filter((tail, index) =>
      behind.slice(0, index).every((earlier) => earlier.distance > tail.distance),
    );
    return open.map((tail) => ({
      start: head.end,
      end: tail.start,
      distance: head.distance + tail.distance,
      level: worse(head.level, tail.level),
    }));
  });
}

/**
 * The nearest places. Where letters differ at all, one that differs in one letter more is as likely, unless it
 * only begins or ends farther out than a nearer one.
 */
function likeliest(candidates: readonly Candidate[]): readonly Candidate[] {
  const nearest = Math.min(...candidates.map(({ distance }) => distance));
  const near = candidates.filter(({ distance }) => distance <= (nearest === 0 ? 0 : nearest + 1));
  return near.filter(
    (outer) => !near.some((inner) => inner.distance < outer.distance && isInside(inner, outer)),
  );
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end && outer.end > outer.start;
}

const levels: readonly MatchLevel[] = ["exact", "typography", "fuzzy"];

function worse(one: MatchLevel, other: MatchLevel): MatchLevel {
  return levels.indexOf(one) > levels.indexOf(other) ? one : other;
}

function describeChoices(text: string, spans: readonly Span[]): string {
  const shown = spans.slice(0, 5).map(({ start }) => {
    const context = text.slice(Math.max(0, start - 40), start + 40).replace(/\s+/g, " ");
    return `  line ${lineOf(text, start)}: …${context}…`;
  });
  const more = spans.length > shown.length ? [`  and ${spans.length - shown.length} more`] : [];
  return [
    `the anchors fit ${spans.length} places; make them longer so that they fit one:`,
    ...shown,
    ...more,
  ].join("\n");
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
