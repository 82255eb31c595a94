import { analyseTerms } from "../../retrieval/analysis/index.ts";
import type { ResearchState } from "../state/research-state.ts";
import type { QueryOrigin } from "./candidate.ts";

/** A query before it is held against those that were made. */
export interface QueryDraft {
  readonly query: string;
  readonly origin: QueryOrigin;
  readonly subQuestionId?: string;
  /** 0 to 1. */
  readonly promise: number;
  readonly year?: string;
  /** What is new in it; absent when all of it may be. */
  readonly news?: string;
}

/** 0 to 1: 1 minus the overlap with the most similar search that was made or is about to be. */
export function noveltyOf(
  { query, news, year, origin }: QueryDraft,
  state: ResearchState,
  pending: readonly string[],
): number {
  const isSame = (other: string): boolean => other.toLowerCase() === query.toLowerCase();
  if (pending.some(isSame) || state.queries.some((record) => isSame(record.query))) return 0;
  const made = [
    ...state.queries.map(({ terms }) => terms),
    ...pending.map((text) => new Set(analyseTerms(text, { mode: "query" }))),
  ];
  // The same words in the documents of one year are another search.
  if (year !== undefined && origin === "sub-question") return 1;
  if (news !== undefined) {
    const terms = analyseTerms(news);
    return made.some((other) => terms.every((term) => other.has(term))) ? 0 : 1;
  }
  const own = new Set(analyseTerms(query, { mode: "query" }));
  return 1 - Math.max(0, ...made.map((other) => overlap(own, other)));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0;
  let both = 0;
  for (const term of a) if (b.has(term)) both += 1;
  return both / (a.size + b.size - both);
}
