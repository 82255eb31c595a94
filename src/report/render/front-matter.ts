import type { Report, Searched } from "../report.ts";

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
    ["search", searchText(report.searched)],
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

/** Which search engines of the web were asked, and how many queries each of them answered. */
function searchText({ engines = [] }: Searched): string {
  const texts = engines.map(({ engine, answered, failed, skipped }) => {
    const counts = Object.entries({ answered, failed, skipped }).filter(([, count]) => count > 0);
    return `${engine} (${counts.map(([name, count]) => `${name} ${count}`).join(", ")})`;
  });
  return texts.length === 0 ? "no web search" : texts.join(", ");
}

/** A JSON string is a YAML double-quoted scalar, apart from a few characters that JSON leaves bare. */
function scalar(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
