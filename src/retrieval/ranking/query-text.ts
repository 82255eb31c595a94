import { analyse } from "../analysis/analyse.ts";
import type { QueryPhrase, QueryTerm } from "../passage-index.ts";

/** A query as the index takes it. */
export interface ParsedQuery {
  /** Weighted by how often the query says them. */
  readonly terms: readonly QueryTerm[];
  /** What stood in double quotes. */
  readonly phrases: readonly QueryPhrase[];
  /** Nothing stood outside the quotes. */
  readonly isAllQuoted: boolean;
}

const quoted = /"([^"]+)"|“([^”]+)”|「([^」]+)」/g;

/** Analyses what a person or a model typed; double quotes (also “ ” and 「」) ask for an exact phrase. */
export function parseQuery(text: string): ParsedQuery {
  const weights = new Map<string, number>();
  for (const { term } of analyse(text, { mode: "query" })) weights.set(term, (weights.get(term) ?? 0) + 1);
  const phrases = [...text.matchAll(quoted)].map((match) => toPhrase(match[1] ?? match[2] ?? match[3] ?? ""));
  return {
    terms: [...weights].map(([term, weight]) => ({ term, weight })),
    phrases: phrases.filter((phrase) => phrase.length > 0),
    isAllQuoted: phrases.length > 0 && !/[\p{L}\p{N}]/u.test(text.replace(quoted, "")),
  };
}

function toPhrase(text: string): QueryPhrase {
  const tokens = analyse(text);
  const first = tokens[0]?.position ?? 0;
  return tokens.map(({ term, position }) => ({ term, offset: position - first }));
}
