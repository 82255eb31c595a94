import type { ClaimDraft } from "../body/divide-claims.ts";
import type { Highlight } from "../report.ts";
import { containsQuote, findQuote, isVerbatim, type QuoteMatch } from "./find-quote.ts";
import { foldText } from "./fold-text.ts";
import { quotedSpans } from "./quoted-spans.ts";
import type { StoredPassage } from "./stored-passage.ts";

export interface CitedPassage {
  readonly id: string;
  readonly passage: StoredPassage;
}

/** One quotation of a claim and how it was found. */
export interface CheckedQuote {
  readonly quote: string;
  readonly match: QuoteMatch | "elsewhere";
  /** Where it stands in the claim's text. */
  readonly start: number;
  readonly end: number;
  readonly citationId?: string;
  /** Where it stands in the text of that citation's passage. */
  readonly place?: Highlight;
  /** What the source says instead, when `altered`. */
  readonly nearest?: string;
}

/** A term this short, without a number, is often quoted for its meaning; anywhere in the cited source will do. */
const longestTerm = { words: 3, han: 6 } as const;

/**
 * Looks for every quotation of a claim in the passages it cites, in all of them and takes the best. What the question
 * or a title already says is no quotation from a passage and is left out.
 */
export function checkQuotes(
  draft: ClaimDraft,
  context: { readonly question: string; readonly passages: readonly CitedPassage[] },
): readonly CheckedQuote[] {
  if (context.passages.length === 0) return [];
  const named = [context.question, ...context.passages.flatMap(({ passage }) => titlesOf(passage))].map(
    (text) => foldText(text).text,
  );
  return quotationsOf(draft)
    .filter(
      ({ text }) => draft.kind === "quotation" || !named.some((name) => name.includes(foldText(text).text)),
    )
    .map(({ text, start, end }) => ({ quote: text, start, end, ...bestMatch(text, context.passages) }));
}

function titlesOf({ evidence }: StoredPassage): readonly string[] {
  return [evidence.source.title, evidence.source.publisher ?? "", ...evidence.passage.headingPath];
}

/** A block quotation is one quotation, unless it carries quotation marks of its own. */
function quotationsOf(draft: ClaimDraft): ReturnType<typeof quotedSpans> {
  const marked = quotedSpans(draft.text);
  if (draft.kind !== "quotation") return marked;
  if (marked.length > 0 && /^\s*["“「『«„]/.test(draft.text)) return marked;
  return [{ text: draft.text, start: 0, end: draft.text.length }];
}

const rank: readonly QuoteMatch[] = ["exact", "normalised", "elided", "close", "altered", "missing"];

function bestMatch(
  quote: string,
  passages: readonly CitedPassage[],
): Pick<CheckedQuote, "match" | "citationId" | "place" | "nearest"> {
  let best: { readonly cited: CitedPassage; readonly finding: ReturnType<typeof findQuote> } | undefined;
  for (const cited of passages) {
    const finding = findQuote(quote, cited.passage.target);
    if (best === undefined || rank.indexOf(finding.match) < rank.indexOf(best.finding.match))
      best = { cited, finding };
  }
  if (best === undefined) return { match: "missing" };
  const { finding, cited } = best;
  const elsewhere = isVerbatim(finding.match) ? undefined : findElsewhere(quote, passages);
  if (elsewhere !== undefined) return elsewhere;
  if (finding.start === undefined || finding.end === undefined) return { match: finding.match };
  const place = { start: finding.start, end: finding.end };
  const nearest = cited.passage.text.slice(place.start, place.end);
  return {
    match: finding.match,
    citationId: cited.id,
    place,
    ...(finding.match === "altered" ? { nearest } : {}),
  };
}

function findElsewhere(
  quote: string,
  passages: readonly CitedPassage[],
): Pick<CheckedQuote, "match" | "citationId"> | undefined {
  const isHan = /\p{Script=Han}/u.test(quote);
  const isShort = isHan ? quote.length <= longestTerm.han : quote.split(/\s+/).length <= longestTerm.words;
  const isTerm = isShort && !/\p{N}/u.test(quote);
  const seen = new Set<string>();
  for (const { id, passage } of passages) {
    if (seen.has(passage.evidence.source.id)) continue;
    seen.add(passage.evidence.source.id);
    if (containsQuote(quote, passage.whole().target)) {
      return { match: isTerm ? "close" : "elsewhere", citationId: id };
    }
  }
  return undefined;
}
