import type { Report } from "../../report/report.ts";
import type { JudgedClaim } from "./judge-report.ts";

/** The citation figures of a report. Shares are of 1; absent where there is nothing to share out. */
export interface CitationFigures {
  readonly claims: number;
  readonly cited: number;
  /** Claims whose checks pass and which the judge does not doubt, of all claims. */
  readonly recall?: number;
  /** Citations whose passage alone bears some of its claim, of all citations of claims. */
  readonly precision?: number;
  /** Claims that fail a check or cite nothing, of all claims. */
  readonly unsupportedShare?: number;
  /** Citations and addresses without stored evidence, of all that stand in the body; 0 in every report that was not changed. */
  readonly inventedShare: number;
  /** Claims whose checks pass although the judge is sure that their passages do not say it. */
  readonly doubted: number;
  /** Verdicts that the judge could not give; they count in no share. */
  readonly unavailable: number;
  readonly disagreements: number;
  readonly independentSources: number;
}

/** Counts what was judged. Pure. */
export function countJudgement(report: Report, judged: readonly JudgedClaim[]): CitationFigures {
  const { claims, unknownCitations, linksRemoved, invented, independentSources } = report.statistics;
  const borne = judged.filter(({ claim, isDoubted }) => claim.verdict === "supported" && !isDoubted);
  const citations = judged.flatMap(({ claim, alone }) =>
    alone.map((verdict, index) => ({ verdict, isChecked: isCheckedBy(claim, index) })),
  );
  const known = citations.filter(({ verdict, isChecked }) => isChecked || verdict.type === "verdict");
  const bearing = known.filter(
    ({ verdict, isChecked }) => isChecked || (verdict.type === "verdict" && verdict.support !== "none"),
  );
  const failed = judged.filter(({ claim }) => claim.verdict !== "supported");
  const without = unknownCitations + linksRemoved + invented;
  return {
    claims,
    cited: report.statistics.cited,
    ...(claims === 0 ? {} : { recall: borne.length / claims, unsupportedShare: failed.length / claims }),
    ...(known.length === 0 ? {} : { precision: bearing.length / known.length }),
    inventedShare: without === 0 ? 0 : without / (without + report.citations.length),
    doubted: judged.filter(({ isDoubted }) => isDoubted).length,
    unavailable: judged.filter(({ support }) => support?.type === "judge_unavailable").length,
    disagreements: judged.filter(({ disagreements }) => disagreements.length > 0).length,
    independentSources,
  };
}

/** A quotation or number of the claim was found in this very passage. */
function isCheckedBy({ citations, quotes, numbers }: JudgedClaim["claim"], index: number): boolean {
  const id = citations[index]?.citationId;
  const isFound = (match: string): boolean =>
    ["exact", "normalised", "elided", "close", "found", "rounded"].includes(match);
  return [...quotes, ...numbers].some(({ citationId, match }) => citationId === id && isFound(match));
}
