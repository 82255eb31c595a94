import type { ClaimDraft } from "../body/divide-claims.ts";
import { matchNumber, type NumberEvidence, numberEvidence } from "../numbers/match-number.ts";
import type { NumberMention } from "../numbers/number-mention.ts";
import { readNumbers } from "../numbers/read-numbers.ts";
import type { Highlight } from "../report.ts";
import type { CheckedQuote, CitedPassage } from "./check-quotes.ts";
import { isVerbatim } from "./find-quote.ts";
import { foldText } from "./fold-text.ts";

/** One number of a claim and how it was found. */
export interface CheckedNumber {
  /** As the claim writes it. */
  readonly number: string;
  readonly match: "found" | "rounded" | "misplaced" | "elsewhere" | "other-unit" | "missing";
  readonly citationId?: string;
  /** Where it stands in the text of that citation's passage. */
  readonly place?: Highlight;
  /** The figure with the other unit, or with words that bound it the other way. */
  readonly nearest?: string;
}

/**
 * Looks for every number of a claim in the passages cited for its part of the sentence. Numbers inside
 * quotations that were found need no second look, nor does a label that repeats the question. A section number counts only where the passage, its headings or the
 * article it stands in name sections at all.
 */
export function checkNumbers(
  draft: ClaimDraft,
  context: {
    readonly question: string;
    readonly passages: readonly CitedPassage[];
    readonly verbatim: readonly CheckedQuote[];
  },
): readonly CheckedNumber[] {
  if (context.passages.length === 0) return [];
  const folded = foldText(draft.text);
  const asked = numberEvidence(foldText(context.question).text);
  const checked: CheckedNumber[] = [];
  for (const mention of readNumbers(folded.text)) {
    if (mention.weak) continue;
    const start = folded.starts[mention.start] ?? 0;
    const end = folded.ends[mention.end - 1] ?? start;
    if (context.verbatim.some((quote) => covers(quote, start, end))) continue;
    if (start < draft.labelLength && matchNumber(mention, asked).match === "found") continue;
    const result = checkNumber(mention, {
      own: passagesAt(draft, start, context.passages),
      all: context.passages,
    });
    if (result === undefined) continue;
    const whole = result.match === "other-unit" ? boundedRange(mention) : mention;
    const number = draft.text.slice(folded.starts[whole.start], folded.ends[whole.end - 1]);
    checked.push({ ...result, number });
  }
  return checked;
}

function covers(quote: CheckedQuote, start: number, end: number): boolean {
  const isFound = quote.match !== "elsewhere" && isVerbatim(quote.match);
  return isFound && quote.start <= start && end <= quote.end;
}

/** The passages cited for the part of the sentence around an offset. */
function passagesAt(
  draft: ClaimDraft,
  offset: number,
  passages: readonly CitedPassage[],
): readonly CitedPassage[] {
  let position = 0;
  for (const segment of draft.segments) {
    position += segment.text.length;
    if (offset >= position) continue;
    const own = passages.filter(({ id }) => segment.ids.includes(id));
    return own.length > 0 ? own : passages;
  }
  return passages;
}

interface Reach {
  readonly own: readonly CitedPassage[];
  readonly all: readonly CitedPassage[];
}

function checkNumber(mention: NumberMention, { own, all }: Reach): Omit<CheckedNumber, "number"> | undefined {
  if (mention.type === "section" && !own.some((cited) => namesSections(cited, mention.unit)))
    return undefined;
  const here = search(mention, own);
  if (here.match === "found" || here.match === "rounded") return here;
  const others = all.filter((cited) => !own.includes(cited));
  const there = others.length === 0 ? undefined : search(mention, others);
  if (there?.match === "found" || there?.match === "rounded") return { ...there, match: "misplaced" };
  const isElsewhere =
    isTelling(mention) &&
    own.some(({ passage }) => matchNumber(mention, passage.whole().numbers).match === "found");
  return here.match === "missing" && isElsewhere ? { match: "elsewhere" } : here;
}

/** Whether meeting the number again in a long text is more than chance. */
function isTelling(mention: NumberMention): boolean {
  if (mention.type === "quantity") return mention.text.replace(/\D|0+$/g, "").length >= 3;
  return (
    mention.type === "code" ||
    (mention.type === "date" && mention.readings.some(({ day }) => day !== undefined))
  );
}

function search(mention: NumberMention, passages: readonly CitedPassage[]): Omit<CheckedNumber, "number"> {
  let otherUnit: string | undefined;
  let rounded: Omit<CheckedNumber, "number"> | undefined;
  for (const { id, passage } of passages) {
    const finding = matchNumber(mention, passage.numbers);
    if (finding.match === "found")
      return { match: "found", citationId: id, ...placeOf(finding.mention, passage) };
    if (finding.match === "rounded")
      rounded ??= { match: "rounded", citationId: id, ...placeOf(finding.mention, passage) };
    if (finding.match === "other-unit") otherUnit ??= finding.mention?.text;
    if (finding.match === "other-bound") otherUnit ??= boundedText(finding.mention, passage);
    if (isInContext(mention, [passage.context, passage.governing])) return { match: "found", citationId: id };
  }
  if (rounded !== undefined) return rounded;
  return otherUnit === undefined ? { match: "missing" } : { match: "other-unit", nearest: otherUnit };
}

/** A number of a passage with the words that make it the least or the most, as the passage writes them. */
function boundedText(
  mention: NumberMention | undefined,
  { target, text }: CitedPassage["passage"],
): string | undefined {
  if (mention === undefined) return undefined;
  const { start, end } = boundedRange(mention);
  return text.slice(target.folded.starts[start], target.folded.ends[end - 1]);
}

function boundedRange(mention: NumberMention): { readonly start: number; readonly end: number } {
  return mention.type === "quantity" && mention.bound !== undefined ? mention.bound : mention;
}

function isInContext(mention: NumberMention, contexts: readonly NumberEvidence[]): boolean {
  return contexts.some((context) => matchNumber(mention, context).match === "found");
}

function namesSections({ passage }: CitedPassage, unit: "article" | "section"): boolean {
  return [passage.numbers, passage.context, passage.governing].some((evidence) =>
    evidence.mentions.some((mention) => mention.type === "section" && mention.unit === unit),
  );
}

function placeOf(
  mention: NumberMention | undefined,
  passage: CitedPassage["passage"],
): { readonly place?: Highlight } {
  if (mention === undefined) return {};
  const { folded } = passage.target;
  const start = folded.starts[mention.start];
  const end = folded.ends[mention.end - 1];
  return start === undefined || end === undefined ? {} : { place: { start, end } };
}
