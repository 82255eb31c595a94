import type { Claim, SourceRecord, Statistics } from "./report.ts";

export interface Counted {
  readonly claims: readonly Claim[];
  readonly sources: readonly SourceRecord[];
  readonly unknownCitations: number;
  readonly linksRemoved: number;
  readonly invented: number;
  readonly sourcesSeen: number;
}

/** The figures of the front matter, over all claims, dropped ones included. */
export function countStatistics({ claims, sources, ...counts }: Counted): Statistics {
  const withVerdict = (verdict: Claim["verdict"]): number =>
    claims.filter((claim) => claim.verdict === verdict).length;
  const quotes = claims.flatMap((claim) => claim.quotes);
  const numbers = claims.flatMap((claim) => claim.numbers);
  const used = sources.filter((source) => source.status === "used");
  return {
    claims: claims.length,
    cited: claims.filter((claim) => claim.citations.length > 0).length,
    supported: withVerdict("supported"),
    partly: withVerdict("partly"),
    unsupported: withVerdict("unsupported"),
    uncited: withVerdict("uncited"),
    dropped: claims.filter((claim) => claim.dropped).length,
    quotesChecked: quotes.length,
    quotesFound: quotes.filter(({ match }) => !["altered", "elsewhere", "missing"].includes(match)).length,
    numbersChecked: numbers.length,
    numbersMissing: numbers.filter(({ match }) => match !== "found" && match !== "rounded").length,
    sourcesUsed: used.length,
    independentSources: new Set(used.map((source) => source.origin)).size,
    ...counts,
  };
}
