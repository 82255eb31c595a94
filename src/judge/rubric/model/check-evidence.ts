import { findQuote, isVerbatim } from "../../../report/check/find-quote.ts";
import type { QuoteTarget } from "../../../report/check/quote-target.ts";
import type { ReportQuote } from "../verdict.ts";

const mostQuotes = 6;
/** One letter or digit is no quotation of anything. */
const telling = /[\p{L}\p{N}]\P{C}*[\p{L}\p{N}]/u;

/**
 * Those of a judge's quotes that stand in the report, with their places. Typesetting and case may differ; no word, number
 * or order of them may. What is not there is no evidence.
 */
export function checkEvidence(quotes: unknown, target: QuoteTarget): readonly ReportQuote[] {
  const given: readonly unknown[] = Array.isArray(quotes) ? quotes : [quotes];
  const texts = given.filter((quote) => typeof quote === "string").slice(0, mostQuotes);
  const found = texts.flatMap((text): readonly ReportQuote[] => {
    if (!telling.test(text)) return [];
    const { match, start, end } = findQuote(text, target);
    if (!isVerbatim(match) || start === undefined || end === undefined) return [];
    return [{ text: target.text.slice(start, end), start, end }];
  });
  return found.filter((quote, index) => found.findIndex(({ start }) => start === quote.start) === index);
}
