/** A quotation inside a sentence: its words without the marks, and where they stand in the sentence. */
export interface QuotedSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Marks in pairs; a straight mark opens after a space or bracket and closes before anything but a letter. */
const pairs =
  /“([^“”]{1,2000})”|「([^「」]{1,2000})」|『([^『』]{1,2000})』|«\s?([^«»]{1,2000}?)\s?»|„([^„“”]{1,2000})[“”]|(?<![\p{L}\p{N}])"(?!\s)([^"\n]{1,2000}?)(?<!\s)"(?![\p{Script=Latin}\p{N}])|(?<=\p{Script=Han})"([^"\n]{1,2000}?)"|(?<![\p{L}\p{N}])‘([^‘’]{1,2000})’(?!\p{Script=Latin})/gu;

/** The outermost quotations of a sentence, in order. Titles in 《》 are names, not quotations. */
export function quotedSpans(sentence: string): readonly QuotedSpan[] {
  const spans: QuotedSpan[] = [];
  for (const match of sentence.matchAll(pairs)) {
    const text = match.slice(1).find((group) => group !== undefined) ?? "";
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const start = match.index + match[0].indexOf(text);
    spans.push({ text, start, end: start + text.length });
  }
  return spans;
}
