import { findQuote, isVerbatim } from "../../report/check/find-quote.ts";
import { quotedSpans } from "../../report/check/quoted-spans.ts";
import { quoteTarget } from "../../report/check/quote-target.ts";
import { lettersOf } from "./alignment.ts";
import { countCues, cueKinds } from "./language/cues.ts";
import { wordsOf } from "./language/words.ts";

/** Letters and digits of the shortest piece that is a statement, and of the longest introduction of one. */
const shortestPiece = { chinese: 6, other: 16 };
const longestIntroduction = 60;

/**
 * Whether a claim only repeats its evidence: its quotations, or all of it where it quotes nothing, stand there to the
 * letter and from the beginning of a sentence or clause, and what introduces them denies nothing. Pure.
 */
export function isQuotedClaim(claim: string, text: string): boolean {
  const spans = quotedSpans(claim);
  const pieces = spans.length === 0 ? [claim] : spans.map((span) => span.text);
  const outside = spans
    .toReversed()
    .reduce(
      (rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`,
      spans.length === 0 ? "" : claim,
    );
  if (lettersOf(outside).length > longestIntroduction || denies(outside)) return false;
  // Folding a text costs more than asking the model, and few claims are quotations.
  const letters = lettersOf(text);
  if (!pieces.every((piece) => isStatement(piece) && letters.includes(lettersOf(piece)))) return false;
  const target = quoteTarget(text);
  return pieces.every((piece) => {
    const { match, start } = findQuote(piece, target);
    return isVerbatim(match) && start !== undefined && begins(text, start);
  });
}

function isStatement(piece: string): boolean {
  const shortest = /\p{Script=Han}/u.test(piece) ? shortestPiece.chinese : shortestPiece.other;
  return lettersOf(piece).length >= shortest;
}

/** Whether a sentence or a clause begins here; in Chinese it does behind a blank, as behind the number of an article. */
function begins(text: string, at: number): boolean {
  return /(?:^|[.!?;:,。！？；：，、\n]|\p{Script=Han}\s)["“”'‘’「『（(\s]*$/u.test(
    text.slice(Math.max(0, at - 10), at),
  );
}

function denies(text: string): boolean {
  const counts = countCues(
    text,
    wordsOf(text).map(({ key }) => key),
  );
  return (counts[cueKinds.indexOf("negation")] ?? 0) > 0;
}
