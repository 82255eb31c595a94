import type { QuestionAnalysis, SubQuestion } from "../question.ts";
import type { Reading, Statement } from "./reading.ts";
import type { TermSpace } from "./terms.ts";

/** Judges whether a statement is about who or what a sub-question names. */
export interface Subject {
  /** 1 when it is, less the further away the name stands, least when it is about another side. */
  readonly fit: (subQuestion: SubQuestion, statement: Statement, reading: Reading) => number;
  /** Whether a statement starts with the name of the sub-question's side. */
  readonly opensWithSide: (subQuestion: SubQuestion, statement: Statement) => boolean;
}

const nameShare = 0.8;

function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[《》“”"'’]/g, "")
    .replace(/\s+/g, " ");
}

/** Whether a text has a name: literally, or most of its terms. */
function hasName(space: TermSpace, text: string, name: string): boolean {
  return (
    folded(text).includes(folded(name)) || space.coverage(space.terms(name), space.terms(text)) >= nameShare
  );
}

/** The first year that a text names. */
export function yearOf(text: string): string | undefined {
  return /(?:19|20)\d{2}/.exec(text)?.[0];
}

/** Year of the version or publication of a document. */
export function sourceYear(reading: Reading): string | undefined {
  return (
    yearOf(reading.statute?.version ?? reading.source.published ?? reading.source.modified ?? "") ??
    yearOf(reading.source.title)
  );
}

/** What tells a side from the others: its terms that the others lack. */
function ownName(space: TermSpace, side: string, others: readonly string[]): readonly string[] {
  const shared = new Set(others.flatMap((other) => [...space.terms(other)]));
  const own = [...space.terms(side)].filter((term) => !shared.has(term));
  return own.length > 0 ? own : [...space.terms(side)];
}

const apart =
  /\b(?:whereas|unlike|but|(?<!(?:more|less|fewer|other) )than|differ\w*|in contrast|instead)\b|而|不同|相比/i;

/** Where a side is a year of a law or report, only documents of that year speak for it. */
function sideByYear(side: string, rivals: readonly string[], reading: Reading): number | undefined {
  const year = yearOf(side);
  const others = rivals.map(yearOf).filter((other) => other !== undefined);
  if (year === undefined || others.length === 0 || others.includes(year)) return undefined;
  const own = sourceYear(reading);
  if (own === year) return 1;
  if (own === undefined) return 0.75;
  if (others.includes(own)) return 0;
  const latest = [year, ...others]
    .filter((other) => other <= own)
    .sort()
    .at(-1);
  return latest === year ? 0.75 : 0.5;
}

function sideFit(side: string, rivals: readonly string[], space: TermSpace, about: About): number {
  const byYear = sideByYear(side, rivals, about.reading);
  if (byYear !== undefined) return byYear;
  const names = ownName(space, side, rivals);
  const has = (text: string, terms: readonly string[]): boolean =>
    space.coverage(terms, space.terms(text)) >= nameShare;
  const isRival = rivals.some((rival) => has(about.text, ownName(space, rival, [side])));
  if (has(about.text, names)) return isRival && !apart.test(about.text) ? 0.6 : 1;
  if (isRival) return 0.3;
  if (has(about.above, names))
    return rivals.some((rival) => has(about.above, ownName(space, rival, [side]))) ? 0.7 : 0.95;
  return 0.6;
}

interface About {
  readonly reading: Reading;
  /** The statement with what it cannot be read without. */
  readonly text: string;
  /** Title and headings. */
  readonly above: string;
}

/** A judge for the names and sides of a question. Pure. */
export function createSubject(analysis: QuestionAnalysis, space: TermSpace): Subject {
  const sides = analysis.subQuestions.flatMap(({ side }) => (side === undefined ? [] : [side]));
  const named = new Map(
    analysis.subQuestions.map(({ id, text }) => [
      id,
      analysis.entities.filter(
        (entity) => !/^[\d年月日\s-]+$/.test(entity) && folded(text).includes(folded(entity)),
      ),
    ]),
  );
  return {
    fit: (subQuestion, statement, reading) => {
      const text = [
        statement.parent?.text,
        statement.lead?.text,
        statement.previous?.text,
        statement.text,
      ].join(" ");
      const about = { reading, text: statement.text, above: `${reading.source.title} ${reading.context}` };
      const { side } = subQuestion;
      if (side !== undefined) {
        const rivals = [...new Set(sides)].filter((other) => other !== side);
        return sideFit(side, rivals, space, about);
      }
      const names = named.get(subQuestion.id) ?? [];
      if (names.length === 0 || names.some((name) => hasName(space, `${about.above} ${text}`, name)))
        return 1;
      return names.some((name) => hasName(space, reading.passage.text, name)) ? 0.75 : 0.6;
    },
    opensWithSide: ({ side }, { text }) => {
      const bare = text.replace(/^(?:the|an?) /i, "");
      if (side === undefined || !folded(bare).startsWith(folded(side))) return false;
      // “Medicaid and CHIP Payment and Access Commission” is another name.
      return !/^ (?:(?:and|of) )?\p{Lu}/u.test(bare.slice(side.length));
    },
  };
}
