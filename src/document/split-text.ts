import { readingLength } from "./normalise.ts";

/** Where a piece may end, best first: line, sentence, clause, word. */
const boundaries: readonly RegExp[] = [
  /\n+/g,
  /[.!?…]+["'”’)\]]*\s+|[。！？；]+[”’」』）]*\s*/g,
  /[;:,]\s+|[，、：]/g,
  /\s+/g,
];

/** The end of the last match of `pattern` in `window` that lies after `least`; undefined where there is none. */
function lastEnd(window: string, pattern: RegExp, least: number): number | undefined {
  let end: number | undefined;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(window); match !== null; match = pattern.exec(window)) {
    if (pattern.lastIndex > least) end = pattern.lastIndex;
  }
  return end;
}

/** A cut at `offset` must not part a surrogate pair. */
function wholeCharacters(text: string, offset: number): number {
  const before = text.charCodeAt(offset - 1);
  return before >= 0xd800 && before <= 0xdbff ? offset + 1 : offset;
}

/**
 * Cuts a text into pieces of at most about `limit` reading length, at sentence ends where there are any.
 * Joined, the pieces are the text again; white space stays at the end of the piece before the cut.
 * Linear in the length of the text.
 */
export function splitText(text: string, limit: number): readonly string[] {
  const total = readingLength(text);
  if (total <= limit) return [text];
  const scale = text.length / total;
  const pieces: string[] = [];
  const even = total / Math.ceil(total / limit);
  const longest = Math.max(8, Math.ceil(limit * scale));
  const least = Math.max(4, Math.floor(even * scale * 0.6));
  let start = 0;
  while (text.length - start > longest) {
    const window = text.slice(start, start + longest);
    const found = boundaries
      .map((pattern) => lastEnd(window, pattern, least))
      .find((end) => end !== undefined);
    const end = wholeCharacters(text, start + (found ?? longest));
    pieces.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) pieces.push(text.slice(start));
  return pieces;
}
