import {
  type AnchorMatches,
  type AnchorText,
  anchorText,
  locateAnchor,
  type MatchLevel,
  type Span,
} from "./locate-anchor.ts";

/**
 * One change: what stands between the two anchors becomes `text`. With only `before`, the text is
 * inserted behind it; with only `after`, in front of it. The anchors themselves stay.
 */
export interface Hunk {
  readonly before?: string | undefined;
  readonly text: string;
  readonly after?: string | undefined;
}

export interface AppliedHunk {
  readonly level: MatchLevel;
  /** 1-based line of the change in the new text. */
  readonly line: number;
  readonly removed: string;
  readonly inserted: string;
}

export type PatchOutcome =
  | { readonly type: "patched"; readonly text: string; readonly applied: readonly AppliedHunk[] }
  | { readonly type: "refused"; readonly hunk: number; readonly message: string };

/** What stands between two anchors may be this long; farther apart they hardly belong together. */
const longestReplaced = 20_000;

/**
 * Applies all hunks or none (paper §4.4). Every hunk is located in the text as it was, so hunks do not
 * depend on one another; anchors that fit several places and changes that overlap are refused.
 */
export function applyPatch(text: string, hunks: readonly Hunk[]): PatchOutcome {
  const document = anchorText(text);
  const placed: PlacedHunk[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const place = placeHunk(document, hunk);
    if (typeof place === "string") return { type: "refused", hunk: index + 1, message: place };
    const clash = placed.find((other) => place.start < other.end && other.start < place.end);
    if (clash !== undefined) {
      return { type: "refused", hunk: index + 1, message: "it changes the same text as an earlier hunk" };
    }
    placed.push({ ...place, inserted: hunk.text });
  }
  return assemble(text, placed);
}

interface Place extends Span {
  readonly level: MatchLevel;
}

interface PlacedHunk extends Place {
  readonly inserted: string;
}

/** Where the change goes, or why it cannot. */
function placeHunk(document: AnchorText, hunk: Hunk): Place | string {
  const { before = "", after = "" } = hunk;
  if (before.trim() === "" && after.trim() === "") return "it needs an anchor: before, after or both";
  const head = before === "" ? undefined : locateAnchor(document, before);
  const tail = after === "" ? undefined : locateAnchor(document, after);
  if (before !== "" && head === undefined)
    return `the text of "before" is nowhere in the file: ${quote(before)}`;
  if (after !== "" && tail === undefined)
    return `the text of "after" is nowhere in the file: ${quote(after)}`;
  const spans = replacedSpans(head, tail);
  if (spans.length === 0) return '"after" does not follow "before" in the file';
  if (spans.length > 1) return describeChoices(document.text, spans);
  const [span] = spans as [Span];
  return { ...span, level: worst(head?.level, tail?.level) };
}

/** The stretches between each head and the first tail behind it. */
function replacedSpans(head: AnchorMatches | undefined, tail: AnchorMatches | undefined): readonly Span[] {
  if (head === undefined) return (tail?.spans ?? []).map(({ start }) => ({ start, end: start }));
  if (tail === undefined) return head.spans.map(({ end }) => ({ start: end, end }));
  return head.spans.flatMap(({ end }) => {
    const next = tail.spans.find((span) => span.start >= end);
    return next === undefined || next.start - end > longestReplaced ? [] : [{ start: end, end: next.start }];
  });
}

const levels: readonly MatchLevel[] = ["exact", "typography", "fuzzy"];

function worst(...found: readonly (MatchLevel | undefined)[]): MatchLevel {
  const worstIndex = Math.max(...found.map((level) => (level === undefined ? 0 : levels.indexOf(level))));
  return levels[worstIndex] ?? "exact";
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

function assemble(text: string, placed: readonly PlacedHunk[]): PatchOutcome {
  const inOrder = [...placed].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let position = 0;
  const applied: AppliedHunk[] = [];
  for (const hunk of inOrder) {
    result += text.slice(position, hunk.start);
    const line = lineOf(result, result.length);
    const removed = text.slice(hunk.start, hunk.end);
    applied.push({ level: hunk.level, line, removed, inserted: hunk.inserted });
    result += hunk.inserted;
    position = hunk.end;
  }
  return { type: "patched", text: result + text.slice(position), applied };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
