import type { Claim, Report } from "../report.ts";

/** Version of `sources.json` and `claims.json`; a reader refuses one that it does not know. */
const reportJsonVersion = 1;

/** `sources.json`: every source the run has met, how it was found and what became of it. */
export function toSourcesJson(report: Report): string {
  return toJson({ version: reportJsonVersion, run: report.id, sources: report.sources });
}

/** `claims.json`: every sentence that asserts, its verdict, the checks behind it and the bytes it cites. */
export function toClaimsJson(report: Report): string {
  const labels = new Map(report.citations.map(({ id, label }) => [id, label]));
  const claims = report.claims.map((claim) => claimRecord(claim, labels));
  return toJson({ version: reportJsonVersion, run: report.id, statistics: report.statistics, claims });
}

function claimRecord(claim: Claim, labels: ReadonlyMap<string, string>): Record<string, unknown> {
  const { id, kind, text, verdict, dropped, inherited, problems, quotes, numbers, overlap, citations } =
    claim;
  return {
    id,
    kind,
    sentence: text,
    verdict,
    dropped,
    inherited,
    problems,
    checks: { quotes, numbers, ...(overlap === undefined ? {} : { overlap: Number(overlap.toFixed(3)) }) },
    citations: citations.map(({ citationId, sourceId, start, end, quote, match }) => ({
      citationId,
      label: labels.get(citationId) ?? null,
      sourceId,
      start,
      end,
      quote,
      match,
    })),
  };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
