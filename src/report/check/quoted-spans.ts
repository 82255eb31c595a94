/** A quotation inside a sentence: its words without the marks, and where they stand in the sentence. */
export interface QuotedSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const closing: Readonly<Record<string, string>> = { "“": "”", "「": "」", "『": "』", "«": "»", "„": "“" };
const longestQuote = 3000;
/**
 * Marks that open as they close: a straight one opens after a space or bracket and closes before anything but a
 * letter; a single curly one is a mark only where it cannot be an apostrophe.
 */
const straight =
  /(?<![\p{L}\p{N}])"(?!\s)([^"\n]{1,2000}?)(?<!\s)"(?![\p{Script=Latin}\p{N}])|(?<=\p{Script=Han})"([^"\n]{1,2000}?)"|(?<![\p{L}\p{N}])‘([^‘’]{1,2000})’(?!\p{Script=Latin})/uy;

/** The outermost quotations of a sentence, in order. Titles in 《》 are names, not quotations. */
export function quotedSpans(sentence: string): readonly QuotedSpan[] {
  const spans: QuotedSpan[] = [];
  for (let position = 0; position < sentence.length; position += 1) {
    const span = pairedAt(sentence, position) ?? straightAt(sentence, position);
    if (span === undefined) continue;
    if (/[\p{L}\p{N}]/u.test(span.text)) spans.push(span);
    position = span.end;
  }
  return spans;
}

/** The quotation that opens here, up to the mark that closes it, past those it contains. */
function pairedAt(sentence: string, position: number): QuotedSpan | undefined {
  const open = sentence.charAt(position);
  const close = closing[open];
  if (close === undefined) return undefined;
  const limit = Math.min(sentence.length, position + longestQuote);
  let depth = 0;
  for (let index = position; index < limit; index += 1) {
    const character = sentence.charAt(index);
    if (character === open) depth += 1;
    else if (character === close) depth -= 1;
    if (depth === 0) return spanOf(sentence, position + 1, index);
  }
  return undefined;
}

function straightAt(sentence: string, position: number): QuotedSpan | undefined {
  straight.lastIndex = position;
  const match = straight.exec(sentence);
  return match === null ? undefined : spanOf(sentence, position + 1, position + match[0].length - 1);
}

function spanOf(sentence: string, start: number, end: number): QuotedSpan {
  return { text: sentence.slice(start, end), start, end };
}
