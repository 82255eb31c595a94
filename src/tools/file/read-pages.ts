/** What pages are counted in: UTF-8 bytes, lines, or paragraphs between blank lines. */
export type PageUnit = "byte" | "line" | "passage";

export interface PageRequest {
  readonly by: Exclude<PageUnit, "byte">;
  /** Lines or passages to skip. */
  readonly offset: number;
  readonly limit: number;
  /** Longest page in UTF-16 units. */
  readonly maxLength: number;
}

export interface Page {
  readonly text: string;
  /** Lines or passages shown, and how many there are. */
  readonly shown: number;
  readonly total: number;
  /** UTF-8 offset where reading goes on by bytes, when one line or passage alone is longer than a page. */
  readonly cutAtByte?: number;
}

/** A page of a text in whole lines or passages; at least one, which is cut where it alone is too long. */
export function readPage(text: string, { by, offset, limit, maxLength }: PageRequest): Page {
  const starts = by === "line" ? lineStarts(text) : passageStarts(text);
  const total = starts.length;
  const start = starts[offset];
  if (start === undefined) return { text: "", shown: 0, total };
  let shown = 1;
  const endOf = (count: number): number => starts[offset + count] ?? text.length;
  while (shown < limit && offset + shown < total && endOf(shown + 1) - start <= maxLength) shown += 1;
  const end = endOf(shown);
  if (end - start <= maxLength) return { text: text.slice(start, end), shown, total };
  const cut = start + wholeCharacters(text.slice(start, end), maxLength);
  return { text: text.slice(start, cut), shown, total, cutAtByte: Buffer.byteLength(text.slice(0, cut)) };
}

function lineStarts(text: string): readonly number[] {
  const starts = text === "" ? [] : [0];
  for (let at = text.indexOf("\n"); at >= 0 && at + 1 < text.length; at = text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

/** Blank lines belong to the passage before them, those at the beginning to the first. */
function passageStarts(text: string): readonly number[] {
  const starts = lineStarts(text);
  const isBlank = (index: number): boolean => text.slice(starts[index], starts[index + 1]).trim() === "";
  return starts.filter((_, index) => index === 0 || (!isBlank(index) && isBlank(index - 1)));
}

/** The length without half a surrogate pair at the end. */
function wholeCharacters(text: string, length: number): number {
  const last = text.charCodeAt(length - 1);
  return last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
}
