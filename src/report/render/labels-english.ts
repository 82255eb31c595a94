import { plural } from "../../core/plural.ts";
import type { EngineUse, Problem, Statistics } from "../report.ts";
import type { Labels } from "./labels.ts";

const of = (part: number, whole: number): string => `${part} of ${whole}`;

function flag(problem: Problem): string {
  switch (problem.type) {
    case "uncited":
      return "no source given";
    case "unknown-citation":
      return "cites a source that this run never met";
    case "source-missing":
      return "its source is no longer stored";
    case "source-altered":
      return "the stored source was changed after the run";
    case "passage-invalid":
      return "the cited place does not exist in the source";
    case "quote-missing":
      return "quotation not found in the cited passage";
    case "quote-altered":
      return problem.nearest === ""
        ? "quotation altered"
        : `quotation altered: the source has “${problem.nearest}”, not “${problem.quote}”`;
    case "quote-elsewhere":
      return "quotation is in the source, but not in the cited passage";
    case "number-missing":
      return `not in the cited passage: ${problem.number}`;
    case "number-elsewhere":
      return `in the source, but not in the cited passage: ${problem.number}`;
    case "number-misplaced":
      return `belongs to another citation of this sentence: ${problem.number}`;
    case "number-unit":
      return `the source says ${problem.found}, not ${problem.number}`;
    case "wording-turned":
      return `says the opposite of the source, which has “${problem.nearest}”`;
    case "overlap-low":
      return `shares ${Math.round(100 * problem.share)}% of its words with the cited passage`;
    case "nothing-checked":
      return "could not be compared with its source";
    default:
      return problem satisfies never;
  }
}

function checkLines(statistics: Statistics): readonly string[] {
  const { quotesFound, quotesChecked, numbersChecked, numbersMissing } = statistics;
  const removed = statistics.unknownCitations + statistics.linksRemoved;
  return [
    `Claims: ${of(statistics.supported, statistics.claims)} supported, ${statistics.partly} partly, ${statistics.unsupported} not, ${statistics.uncited} without a source.`,
    `Quotations: ${of(quotesFound, quotesChecked)} found in the cited passage, character by character or after folding of typography.`,
    `Numbers and dates: ${of(numbersChecked - numbersMissing, numbersChecked)} found in the cited passage.`,
    `Sources: ${plural(statistics.sourcesUsed, "source")} used, of ${plural(statistics.independentSources, "independent origin")}.`,
    ...(statistics.dropped > 0
      ? [`Left out because they were not supported: ${plural(statistics.dropped, "sentence")}.`]
      : []),
    ...(removed > 0
      ? [`Taken out: ${plural(removed, "citation or link", "citations or links")} without stored evidence.`]
      : []),
  ];
}

const filterNames: Readonly<Record<string, string>> = {
  language: "language",
  since: "earliest date",
  until: "latest date",
  domains: "sites",
  excludeDomains: "sites to leave out",
};

function engineUse({ engine, answered, failed, skipped, found, unmapped }: EngineUse): string {
  const asked = answered + failed;
  return [
    `${engine}: answered ${answered} of ${plural(asked, "query", "queries")}, ${plural(found, "result")}`,
    ...(skipped === 0 ? [] : [`not asked ${skipped} times, because it was in trouble or at its limit`]),
    ...(unmapped.length === 0
      ? []
      : [`could not be asked for: ${unmapped.map((name) => filterNames[name] ?? name).join(", ")}`]),
  ].join("; ");
}

export const englishLabels: Labels = {
  report: "Research report",
  brief: "Evidence brief",
  briefNote: "Evidence brief: quoted and arranged without a language model.",
  question: "Question",
  writtenBy: (policy) => `Written by ${policy}`,
  references: "References",
  evidence: "Evidence",
  searched: "What was searched",
  checks: "What was checked",
  sources: "Sources",
  skip: "Skip to the report",
  onlyFailing: "Show only what is not supported",
  nothingFailing: "Every claim passes its checks",
  close: "Close",
  openSource: "Open source",
  openAtPassage: "Open at this passage",
  storedText: "Stored text",
  citedBy: "Cited for",
  backToText: "Back to the text",
  partialRun: "The run was cut short: this report is partial.",
  emptyBody: "No sentence of the answer was supported by its sources.",
  table: "Table",
  official: "official",
  contested: "contested",
  lowAuthority: "low authority",
  reason: ({ en }) => en,
  kinds: {
    government: "government",
    intergovernmental: "intergovernmental organisation",
    regulator: "regulator",
    statistics: "statistical office",
    standards: "standards",
    "exchange-or-filing": "exchange or filing system",
    university: "university",
    "research-institute": "research institute",
    scholarly: "scholarly publisher",
    reference: "reference work",
    "museum-or-archive": "museum or archive",
    association: "association",
    "think-tank": "think tank",
    media: "news medium",
    "official-media": "state medium",
    "specialist-press": "specialist press",
    vendor: "maker or operator",
    "user-content": "user content",
    shop: "shop",
    "content-farm": "content farm",
    mirror: "mirror or aggregator",
    misinformation: "unreliable outlet",
  },
  accessed: (date) => `Accessed ${date}`,
  pages: (pages) => `${pages.length > 1 ? "pp." : "p."} ${pages.join(", ")}`,
  bytes: (start, end) => `bytes ${start}–${end}`,
  hash: "SHA-256 of the stored text",
  source: (label, title) => `Source ${label}: ${title}`,
  verdicts: {
    supported: "supported",
    partly: "partly supported",
    unsupported: "not supported",
    uncited: "no source",
  },
  match: {
    exact: "quotation found word for word",
    normalised: "quotation found; only typography differs",
    elided: "quotation found, with an omission",
    close: "quotation found; case or punctuation differs",
    altered: "quotation altered",
    missing: "quotation not found",
    passage: "reported, not quoted",
  },
  numberMatch: {
    found: "found",
    rounded: "found, rounded",
    misplaced: "belongs to another citation",
    elsewhere: "elsewhere in the source",
    "other-unit": "other unit in the source",
    missing: "not found",
  },
  numbersFound: (found) => `${found} numbers found`,
  flag,
  uncitedRun: (sentences) => `no source given for these ${sentences} sentences`,
  inherited: "cited by a neighbouring sentence",
  wordsShared: (share) => `${Math.round(100 * share)}% of the words in common`,
  summary: ({ supported, claims }) => `${of(supported, claims)} claims pass every check`,
  checkLines,
  meaning:
    "Checked by program against the stored bytes of each source: quotations, numbers, dates and shared words. “Supported” means that these checks pass, not that a person has judged the claim.",
  queries: "Queries",
  noQueries: "No search was recorded.",
  engines: "Search engines of the web",
  engineUse,
  leads: (found) => `${plural(found, "page")} found on the web and not read.`,
  seen: ({ sourcesSeen, sourcesUsed }) => `${plural(sourcesSeen, "source")} seen, ${sourcesUsed} cited.`,
  failures: "What failed",
  noFailures: "Nothing failed.",
  quote: (text) => `“${text}”`,
  comma: ", ",
  stop: ". ",
  colon: ": ",
  separator: "; ",
};
