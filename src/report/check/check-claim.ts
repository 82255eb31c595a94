import { present } from "../../core/present.ts";
import type { ClaimDraft } from "../body/divide-claims.ts";
import type { Claim, ClaimCitation, Highlight, Problem, Verdict } from "../report.ts";
import { checkNumbers, type CheckedNumber } from "./check-numbers.ts";
import { findTurnedWording } from "./check-negation.ts";
import { checkQuotes, type CheckedQuote } from "./check-quotes.ts";
import { isVerbatim, type QuoteMatch } from "./find-quote.ts";
import { type Overlap, overlapOf } from "./overlap.ts";
import type { PassageState, StoredPassage } from "./stored-passage.ts";

/** What the checks may look at: the passages cited by id, and the question. */
export interface CheckContext {
  readonly question: string;
  readonly passages: ReadonlyMap<string, PassageState>;
}

/** Share of content words from which a sentence may lean on the citation of the next one. */
const leaningShare = 0.5;
/** From this many content words, none of which the passages have, numbers that they do have are chance. */
const tellingWords = 3;

/**
 * Compares a claim with the stored passages it cites. Deterministic; the same claim and bytes give the same
 * verdict. `supported` means that every quotation and number was found, not that the claim follows.
 */
export function checkClaim(draft: ClaimDraft, context: CheckContext): Omit<Claim, "dropped"> {
  const passages = draft.ids.flatMap((id) => {
    const passage = context.passages.get(id);
    return passage?.type === "stored" ? [{ id, passage }] : [];
  });
  const quotes = checkQuotes(draft, { question: context.question, passages });
  const numbers = checkNumbers(draft, { question: context.question, passages, verbatim: quotes });
  const overlap = overlapOf(
    draft.text,
    passages.map(({ passage }) => [passage.text, ...passage.evidence.passage.headingPath].join("\n")),
  );
  const isPlain = draft.kind === "sentence" && quotes.length === 0;
  const turned = isPlain ? findTurnedWording(draft.text, passages) : undefined;
  const found: Findings = { quotes, numbers, overlap, turned, standing: passages.length };
  if (draft.from === "next" && !leansOnNext(found)) return uncitedClaim(draft);
  const problems = [...citationProblems(draft, context), ...findingProblems(found)];
  return {
    id: draft.id,
    kind: draft.kind,
    text: draft.text,
    verdict: verdictOf(draft, found, problems),
    problems,
    citations: passages.map(({ id, passage }) => claimCitation(id, passage, found)),
    inherited: draft.from !== "itself" && draft.ids.length > 0,
    quotes: quotes.map(({ quote, match, citationId }) => ({
      quote,
      match,
      ...present({ citationId }),
    })),
    numbers: numbers.map(({ number, match, citationId }) => ({
      number,
      match,
      ...present({ citationId }),
    })),
    ...present({ overlap: overlap?.share }),
  };
}

interface Findings {
  readonly quotes: readonly CheckedQuote[];
  readonly numbers: readonly CheckedNumber[];
  readonly overlap: Overlap | undefined;
  /** The passage's words that the claim turns round. */
  readonly turned: string | undefined;
  /** Citations that stand. */
  readonly standing: number;
}

/** A sentence without a citation of its own counts as cited by the next one only on positive evidence. */
function leansOnNext({ quotes, numbers, overlap, turned }: Findings): boolean {
  const isClean =
    turned === undefined &&
    quotes.every(({ match }) => isFound(match)) &&
    numbers.every(({ match }) => isCounted(match));
  return isClean && (quotes.length > 0 || (overlap?.share ?? 0) >= leaningShare);
}

function uncitedClaim({ id, kind, text }: ClaimDraft): Omit<Claim, "dropped"> {
  return {
    id,
    kind,
    text,
    verdict: "uncited",
    problems: [{ type: "uncited" }],
    citations: [],
    inherited: false,
    quotes: [],
    numbers: [],
  };
}

function isFound(match: CheckedQuote["match"]): boolean {
  return match !== "elsewhere" && isVerbatim(match);
}

function isCounted(match: CheckedNumber["match"]): boolean {
  return match === "found" || match === "rounded";
}

function citationProblems(draft: ClaimDraft, context: CheckContext): readonly Problem[] {
  if (draft.ids.length === 0) return [{ type: "uncited" }];
  const unknown = draft.ids.filter((id) => !context.passages.has(id));
  const problems: Problem[] = unknown.length > 0 ? [{ type: "unknown-citation", ids: unknown }] : [];
  for (const id of draft.ids) {
    const passage = context.passages.get(id);
    if (passage !== undefined && passage.type !== "stored")
      problems.push({ type: passage.type, citationId: id });
  }
  return problems;
}

function findingProblems({ quotes, numbers, overlap, turned, standing }: Findings): readonly Problem[] {
  if (standing === 0) return [];
  const problems: Problem[] = [];
  for (const { quote, match, nearest } of quotes) {
    if (match === "altered") problems.push({ type: "quote-altered", quote, nearest: nearest ?? "" });
    else if (match === "elsewhere") problems.push({ type: "quote-elsewhere", quote });
    else if (match === "missing") problems.push({ type: "quote-missing", quote });
  }
  for (const { number, match, nearest } of numbers) {
    if (match === "missing") problems.push({ type: "number-missing", number });
    else if (match === "elsewhere") problems.push({ type: "number-elsewhere", number });
    else if (match === "misplaced") problems.push({ type: "number-misplaced", number });
    else if (match === "other-unit") problems.push({ type: "number-unit", number, found: nearest ?? "" });
  }
  if (turned !== undefined) problems.push({ type: "wording-turned", nearest: turned });
  const isQuoted = quotes.some(({ match }) => isFound(match));
  if (isQuoted || problems.length > 0) return problems;
  if (overlap === undefined && numbers.length === 0) return [{ type: "nothing-checked" }];
  if (overlap === undefined || overlap.level === "enough") return [];
  const outweighed = numbers.length > 0 && (overlap.level === "low" || overlap.words < tellingWords);
  return outweighed ? [] : [{ type: "overlap-low", share: overlap.share }];
}

function verdictOf(draft: ClaimDraft, found: Findings, problems: readonly Problem[]): Verdict {
  if (draft.ids.length === 0) return "uncited";
  if (found.standing === 0) return "unsupported";
  if (problems.length === 0) return "supported";
  const passed =
    found.quotes.filter(({ match }) => isFound(match)).length +
    found.numbers.filter(({ match }) => isCounted(match)).length;
  const failed = problems.some(({ type }) => type.startsWith("quote-") || type.startsWith("number-"));
  if (failed) return passed > 0 ? "partly" : "unsupported";
  return passed === 0 && found.overlap?.level === "none" ? "unsupported" : "partly";
}

function claimCitation(id: string, passage: StoredPassage, { quotes, numbers }: Findings): ClaimCitation {
  const { source, passage: place } = passage.evidence;
  const quote = quotes.find(({ citationId, match }) => citationId === id && match !== "elsewhere");
  const highlights: Highlight[] = [];
  for (const check of [...quotes, ...numbers]) {
    if (check.citationId === id && check.place !== undefined) highlights.push(check.place);
  }
  const range = quote?.place ?? { start: 0, end: passage.text.length };
  const start = place.start + Buffer.byteLength(passage.text.slice(0, range.start));
  const text = passage.text.slice(range.start, range.end);
  const match: QuoteMatch | "passage" =
    quote === undefined || quote.match === "elsewhere" ? "passage" : quote.match;
  return {
    citationId: id,
    sourceId: source.id,
    start,
    end: start + Buffer.byteLength(text),
    quote: text,
    match,
    highlights: mergeHighlights(highlights),
  };
}

function mergeHighlights(highlights: readonly Highlight[]): readonly Highlight[] {
  const merged: Highlight[] = [];
  for (const next of highlights.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || next.start > last.end) merged.push(next);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
  }
  return merged;
}
