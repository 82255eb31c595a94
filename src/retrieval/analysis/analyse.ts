import { Analyser } from "./analyser.ts";
import { TermList } from "./term-list.ts";
import type { Token } from "./token.ts";

export interface AnalyseOptions {
  /** `query` drops the words a question is asked with; `index`, the default, keeps them. */
  readonly mode?: "index" | "query";
}

/** Longer texts get working memory of their own, which is not kept. */
const longestShared = 200_000;
const shared = new Analyser();
const list = new TermList();

/**
 * Splits a text into the terms it is indexed or searched by. English and other spaced scripts: folded and
 * stemmed words, compounds also joined. Chinese and other scripts without spaces: overlapping pairs of
 * simplified characters. Numbers, dates and identifiers in one form whatever the way of writing. Pure;
 * never throws.
 */
export function analyse(text: string, options: AnalyseOptions = {}): Token[] {
  const filled = text.length > longestShared ? new TermList() : list;
  const isQuery = options.mode === "query";
  analyserFor(text).analyse(text, { isQuery, list: filled });
  if (isQuery && filled.length === 0) analyseInto(text, filled);
  return Array.from({ length: filled.length }, (_, at) => ({
    term: filled.term(at),
    position: filled.positions[at] ?? 0,
    start: filled.starts[at] ?? 0,
    end: filled.ends[at] ?? 0,
  }));
}

/** The same for the index, in place of what `filled` held. */
export function analyseInto(text: string, filled: TermList): void {
  analyserFor(text).analyse(text, { isQuery: false, list: filled });
}

/** The distinct terms of a text in order of first occurrence. */
export function analyseTerms(text: string, options: AnalyseOptions = {}): string[] {
  return [...new Set(analyse(text, options).map((token) => token.term))];
}

function analyserFor(text: string): Analyser {
  return text.length > longestShared ? new Analyser() : shared;
}
