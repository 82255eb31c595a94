import type { Block } from "../body/body.ts";
import { parseAnswer } from "../body/parse-answer.ts";
import type { Citation, Claim } from "../report.ts";

/** A stretch of a passage that claims quote or count, with the ids of those claims. */
export interface MarkedRange {
  readonly start: number;
  readonly end: number;
  readonly claimIds: readonly string[];
}

const firstOpen = 0xe100;
const mostRanges = 0x17ff;
/** Stands in the text of a passage where the range with this index opens; a private character that no text may bring. */
const openings = /[\ue100-\uf8fe]/;
export const markClose = "\ue001";
const privateMarks = /[\ue000-\uf8ff]/g;

/** The index of the range that a character opens, or undefined when it opens none. */
export function openedRange(character: string): number | undefined {
  return openings.test(character) ? character.charCodeAt(0) - firstOpen : undefined;
}

/** Splits text at the marks, each of which is a piece of its own. */
export function splitAtMarks(text: string): readonly string[] {
  return text.split(/([\ue001\ue100-\uf8fe])/).filter((piece) => piece !== "");
}

/**
 * A stored passage as blocks, so that its tables and lists look like tables and lists, with the ranges marked in its
 * text. Like an answer it can hold neither HTML nor images.
 */
export function passageBlocks(text: string, ranges: readonly MarkedRange[]): readonly Block[] {
  let marked = "";
  let position = 0;
  for (const [index, { start, end }] of ranges.slice(0, mostRanges).entries()) {
    if (start < position || end > text.length) continue;
    const open = String.fromCharCode(firstOpen + index);
    marked += clean(text.slice(position, start)) + open + clean(text.slice(start, end)) + markClose;
    position = end;
  }
  return parseAnswer(marked + clean(text.slice(position)));
}

function clean(text: string): string {
  return text.replace(privateMarks, "");
}

/** What claims quote and count in a passage: ranges that do not overlap, in order, each with all its claims. */
export function markedRanges(citation: Citation, claims: readonly Claim[]): readonly MarkedRange[] {
  const uses = claims.flatMap((claim) =>
    claim.citations
      .filter(({ citationId }) => citationId === citation.id)
      .flatMap(({ highlights }) => highlights.map((highlight) => ({ ...highlight, claimId: claim.id }))),
  );
  const edges = [...new Set(uses.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  return edges.flatMap((start, index): readonly MarkedRange[] => {
    const end = edges[index + 1];
    const claimIds = uses
      .filter((use) => use.start <= start && start < use.end)
      .map(({ claimId }) => claimId);
    return end === undefined || claimIds.length === 0
      ? []
      : [{ start, end, claimIds: [...new Set(claimIds)] }];
  });
}
