import type { Report } from "../report.ts";

/** The YAML front matter of a report: what it is and what was counted, for people and programs. */
export function frontMatter(report: Report): string {
  const { statistics } = report;
  const fields: readonly (readonly [string, string | number | boolean])[] = [
    ["id", report.id],
    ["question", report.question],
    ["lang", report.language],
    ["created", report.createdAt],
    ["policy", report.policy],
    ["usesLanguageModel", report.usesLanguageModel],
    ["unsupported", report.policyMode === "strict" ? "dropped" : "marked"],
    ["status", report.status],
    ["sources_used", statistics.sourcesUsed],
    ["independent_sources", statistics.independentSources],
    ["sources_seen", statistics.sourcesSeen],
    ["claims", statistics.claims],
    ["claims_supported", statistics.supported],
    ["claims_partly", statistics.partly],
    ["claims_unsupported", statistics.unsupported],
    ["claims_uncited", statistics.uncited],
    ["claims_dropped", statistics.dropped],
    ["quotes_checked", statistics.quotesChecked],
    ["quotes_ok", statistics.quotesFound],
    ["numbers_checked", statistics.numbersChecked],
    ["numbers_missing", statistics.numbersMissing],
    ["citations_removed", statistics.unknownCitations],
    ["links_removed", statistics.linksRemoved],
    ["invented", statistics.invented],
  ];
  const lines = fields.map(
    ([name, value]) => `${name}: ${typeof value === "string" ? scalar(value) : value}`,
  );
  return ["---", ...lines, "---"].join("\n");
}

/** A JSON string is a YAML double-quoted scalar, apart from a few characters that JSON leaves bare. */
function scalar(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
