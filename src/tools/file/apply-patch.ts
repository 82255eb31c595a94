import { lineOf } from "./line-of.ts";
import { anchorText, type MatchLevel } from "./locate-anchor.ts";
import { type Hunk, type Place, placeHunk } from "./place-hunk.ts";

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

/**
 * Applies all hunks or none (paper §4.4). Every hunk is located in the text as it was, so hunks do not
 * depend on one another; anchors that fit several places and changes that overlap are refused. New text gets
 * the line ends of a text that has only Windows ones.
 */
export function applyPatch(text: string, hunks: readonly Hunk[]): PatchOutcome {
  const document = anchorText(text);
  const hasWindowsLines = text.includes("\r\n") && !/(?<!\r)\n/.test(text);
  const placed: PlacedHunk[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const place = placeHunk(document, hunk);
    if (typeof place === "string") return { type: "refused", hunk: index + 1, message: place };
    const clash = placed.find((other) => place.start < other.end && other.start < place.end);
    if (clash !== undefined) {
      return { type: "refused", hunk: index + 1, message: "it changes the same text as an earlier hunk" };
    }
    const inserted = hasWindowsLines ? hunk.text.replace(/\r?\n/g, "\r\n") : hunk.text;
    placed.push({ ...place, inserted });
  }
  return assemble(text, placed);
}

interface PlacedHunk extends Place {
  readonly inserted: string;
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
