import type { CitationFigures } from "../judge/citation/count-judgement.ts";
import type { Statistics } from "../report/report.ts";

/** The citations of a run's report, with its quotations and numbers looked up in the cited passages. */
export type CitationSummary = CitationFigures &
  Pick<Statistics, "quotesChecked" | "quotesFound" | "numbersChecked" | "numbersMissing">;
