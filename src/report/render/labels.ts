import type { ClaimCitation, EngineUse, NumberCheck, Problem, Statistics, Verdict } from "../report.ts";

/** Every word of a rendered report that is not the policy's or a source's, in one language. */
export interface Labels {
  readonly report: string;
  readonly brief: string;
  readonly briefNote: string;
  readonly question: string;
  readonly writtenBy: (policy: string) => string;
  readonly references: string;
  readonly evidence: string;
  readonly searched: string;
  readonly checks: string;
  readonly sources: string;
  readonly skip: string;
  readonly onlyFailing: string;
  readonly nothingFailing: string;
  readonly close: string;
  readonly openSource: string;
  readonly openAtPassage: string;
  readonly storedText: string;
  readonly citedBy: string;
  readonly backToText: string;
  readonly partialRun: string;
  readonly emptyBody: string;
  readonly table: string;
  readonly official: string;
  readonly accessed: (date: string) => string;
  readonly pages: (pages: readonly number[]) => string;
  readonly bytes: (start: number, end: number) => string;
  readonly hash: string;
  readonly source: (label: string, title: string) => string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly match: Readonly<Record<ClaimCitation["match"], string>>;
  readonly numberMatch: Readonly<Record<NumberCheck["match"], string>>;
  readonly numbersFound: (count: number) => string;
  /** In the text, behind the sentence; short. */
  readonly flag: (problem: Problem) => string;
  readonly uncitedRun: (sentences: number) => string;
  readonly inherited: string;
  readonly wordsShared: (share: number) => string;
  readonly summary: (statistics: Statistics) => string;
  readonly checkLines: (statistics: Statistics) => readonly string[];
  readonly meaning: string;
  readonly queries: string;
  readonly noQueries: string;
  readonly engines: string;
  readonly engineUse: (use: EngineUse) => string;
  readonly leads: (count: number) => string;
  readonly seen: (statistics: Statistics) => string;
  readonly failures: string;
  readonly noFailures: string;
  readonly quote: (text: string) => string;
  readonly comma: string;
  readonly stop: string;
  readonly colon: string;
  readonly separator: string;
}
