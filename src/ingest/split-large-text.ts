import { open } from "node:fs/promises";

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Text files above this size are ingested in parts of about this size. */
export const partBytes = 8 * 1024 * 1024;

const sampleBytes = 64 * 1024;
const searchBytes = 1024 * 1024;

/**
 * Byte ranges that divide a large text file at blank lines, or at line ends where there is none near; undefined
 * when the file is small or does not look like lines of text. Works for every encoding in which the byte 0x0A
 * is only ever a line end: UTF-8, GB18030, Big5, Shift_JIS, the ISO 8859 family.
 */
export async function splitLargeText(file: string, size: number): Promise<readonly ByteRange[] | undefined> {
  if (size <= 2 * partBytes) return undefined;
  const handle = await open(file, "r");
  try {
    const sample = Buffer.alloc(sampleBytes);
    await handle.read(sample, 0, sampleBytes, 0);
    if (!looksLikeLines(sample)) return undefined;
    const ranges: ByteRange[] = [];
    const window = Buffer.alloc(searchBytes);
    let start = 0;
    while (size - start > partBytes + searchBytes) {
      const from = start + partBytes;
      const { bytesRead } = await handle.read(window, 0, searchBytes, from);
      const end = from + cutPoint(window.subarray(0, bytesRead));
      ranges.push({ start, end });
      start = end;
    }
    return [...ranges, { start, end: size }];
  } finally {
    await handle.close();
  }
}

/** Not HTML or a JSON document, which only make sense whole; no NUL, which binary formats and UTF-16 have. */
function looksLikeLines(sample: Buffer): boolean {
  if (sample.includes(0)) return false;
  const beginning = sample.toString("latin1").trimStart().slice(0, 200);
  if (/^(?:%PDF-|PK\x03\x04|<|\[)/.test(beginning)) return false;
  // One JSON object a line may be cut between lines; one object over many lines may not.
  if (beginning.startsWith("{")) return isJsonLine(sample);
  return true;
}

function isJsonLine(sample: Buffer): boolean {
  const newline = sample.indexOf(0x0a);
  if (newline < 0) return false;
  try {
    JSON.parse(sample.toString("utf8", 0, newline));
    return true;
  } catch {
    return false;
  }
}

function cutPoint(window: Buffer): number {
  const blank = window.indexOf("\n\n");
  if (blank >= 0) return blank + 2;
  const newline = window.indexOf(0x0a);
  if (newline >= 0) return newline + 1;
  // One endless line: any cut is as good, but not inside a UTF-8 character.
  let position = window.length;
  while (position > window.length - 4 && ((window[position - 1] ?? 0) & 0x80) !== 0) position -= 1;
  return position;
}
