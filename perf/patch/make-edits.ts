import { seededRandom } from "../../src/core/seeded-random.ts";
import { applyPatch } from "../../src/tools/file/apply-patch.ts";
import type { Hunk } from "../../src/tools/file/place-hunk.ts";
import type { Report } from "./load-reports.ts";
import { pick } from "./pick.ts";

const editKinds = ["number", "phrase", "sentence", "insertion", "deletion", "paragraph", "several"] as const;
export type EditKind = (typeof editKinds)[number];

export interface Edit {
  readonly kind: EditKind;
  readonly report: Report;
  /** The report as it should be afterwards. */
  readonly after: string;
  /** The shortest anchors, of at least eight words, with which the edit has only one place. */
  readonly hunks: readonly Hunk[];
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits as they come up in polishing a report, spread evenly over kinds; the same for the same seed. */
export function makeEdits(
  reports: readonly Report[],
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Edit[] {
  const random = seededRandom(seed);
  const edits: Edit[] = [];
  for (let attempt = 0; edits.length < count && attempt < count * 40; attempt += 1) {
    const kind = editKinds[edits.length % editKinds.length] ?? "number";
    const edit = makeEdit(kind, { reports, random });
    if (edit !== undefined) edits.push(edit);
  }
  return edits;
}

interface Making {
  readonly reports: readonly Report[];
  readonly random: () => number;
}

function makeEdit(kind: EditKind, making: Making): Edit | undefined {
  const report = pick(making.reports, making.random);
  const simple = ["number", "phrase", "sentence", "insertion", "deletion"] as const;
  const kinds = kind === "several" ? [0, 1, 2].map(() => pick(simple, making.random)) : [kind];
  const changes: Change[] = [];
  for (const one of kinds) {
    const change = makeChange(one, { ...making, report });
    if (change === undefined || changes.some((other) => Math.abs(other.start - change.start) < 2_000))
      return undefined;
    changes.push(change);
  }
  const hunks = changes.map((change) => anchored(report.text, change));
  const whole = hunks.filter((hunk) => hunk !== undefined);
  if (whole.length < hunks.length) return undefined;
  const after = changes
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, text: fresh }) => text.slice(0, start) + fresh + text.slice(end),
      report.text,
    );
  return after === report.text ? undefined : { kind, report, after, hunks: whole };
}

function makeChange(
  kind: Exclude<EditKind, "several">,
  { reports, random, report }: Making & { readonly report: Report },
): Change | undefined {
  const { text } = report;
  const sentences = sentencesOf(text);
  const other = pick(reports, random).text;
  const { start, end } = pick(sentences, random);
  const fresh = sentenceOf(other, random);
  switch (kind) {
    case "number": {
      const found = /\d+/.exec(text.slice(start, end));
      if (found === null) return undefined;
      const at = start + found.index;
      return {
        start: at,
        end: at + found[0].length,
        text: String(Number(found[0].slice(0, 9)) + 1 + Math.floor(random() * 90)),
      };
    }
    case "phrase": {
      const words = wordEnds(text.slice(start, end));
      if (words.length < 8) return undefined;
      const first = 2 + Math.floor(random() * (words.length - 6));
      const from = start + (words[first] ?? 0);
      const to = start + (words[first + 3] ?? 0);
      const replacement = wordEnds(fresh);
      return { start: from, end: to, text: ` ${fresh.slice(0, replacement[2] ?? fresh.length).trim()}` };
    }
    case "sentence":
      return { start, end, text: fresh };
    case "insertion":
      return { start: end, end, text: ` ${fresh}` };
    case "deletion":
      return { start, end: end + (/^\s?/.exec(text.slice(end))?.[0].length ?? 0), text: "" };
    case "paragraph": {
      const from = text.lastIndexOf("\n\n", start) + 2;
      const to = text.indexOf("\n\n", end);
      return from < 2 || to < 0 || to - from > 5_000
        ? undefined
        : { start: from, end: to, text: `${fresh} ${sentenceOf(other, random)}` };
    }
    default:
      return kind satisfies never;
  }
}

/** Sentences of a useful length within running text, white space around them left out. */
function sentencesOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/(?<=[.!?。！？]\s?|\n)[^\n.!?。！？|#]{30,400}[.!?。！？]/g)].map((match) => {
    const start = match.index + (match[0].length - match[0].trimStart().length);
    return { start, end: match.index + match[0].length };
  });
}

function sentenceOf(text: string, random: () => number): string {
  const { start, end } = pick(sentencesOf(text), random);
  return text.slice(start, end);
}

const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/** Where each word of a text ends. */
function wordEnds(text: string): readonly number[] {
  return [...segmenter.segment(text)].flatMap(({ segment, index, isWordLike }) =>
    isWordLike === true ? [index + segment.length] : [],
  );
}

const fewestWords = 8;
const mostWords = 16;

function anchored(text: string, change: Change): Hunk | undefined {
  const expected = text.slice(0, change.start) + change.text + text.slice(change.end);
  const behind = [...segmenter.segment(text.slice(change.end, change.end + 400))];
  const ahead = [
    ...segmenter.segment(text.slice(Math.max(0, change.start - 400), change.start)),
  ].toReversed();
  for (let words = fewestWords; words <= mostWords; words += 1) {
    const before = text.slice(change.start - lengthOf(ahead, words), change.start);
    const after = text.slice(change.end, change.end + lengthOf(behind, words));
    const hunk = { before, text: change.text, ...(change.start === change.end ? {} : { after }) };
    const outcome = applyPatch(text, [hunk]);
    if (outcome.type === "patched" && outcome.text === expected) return hunk;
  }
  return undefined;
}

function lengthOf(segments: readonly Intl.SegmentData[], words: number): number {
  let length = 0;
  let seen = 0;
  for (const { segment, isWordLike } of segments) {
    length += segment.length;
    if (isWordLike === true) seen += 1;
    if (seen === words) break;
  }
  return length;
}
