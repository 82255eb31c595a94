import type { Block } from "../body/body.ts";
import { parseAnswer } from "../body/parse-answer.ts";
import type { Citation, Claim, Highlight } from "../report.ts";

/** Stand in the text of a passage where a highlight opens and closes; private characters that no text may bring. */
export const markOpen = "\ue000";
export const markClose = "\ue001";
const privateMarks = /[\ue000\ue001]/g;

/**
 * A stored passage as blocks, so that its tables and lists look like tables and lists, with the highlights marked in its
 * text. Like an answer it can hold neither HTML nor images.
 */
export function passageBlocks(text: string, highlights: readonly Highlight[]): readonly Block[] {
  let marked = "";
  let position = 0;
  for (const { start, end } of highlights) {
    if (start < position || end > text.length) continue;
    marked += clean(text.slice(position, start)) + markOpen + clean(text.slice(start, end)) + markClose;
    position = end;
  }
  return parseAnswer(marked + clean(text.slice(position)));
}

function clean(text: string): string {
  return text.replace(privateMarks, "");
}

/** What claims quote and count in a passage, merged and in order. */
export function highlightsFor(citation: Citation, claims: readonly Claim[]): readonly Highlight[] {
  const all = claims
    .flatMap((claim) => claim.citations.filter(({ citationId }) => citationId === citation.id))
    .flatMap(({ highlights }) => highlights)
    .toSorted((a, b) => a.start - b.start);
  const merged: Highlight[] = [];
  for (const next of all) {
    const last = merged.at(-1);
    if (last !== undefined && next.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    } else merged.push(next);
  }
  return merged;
}
