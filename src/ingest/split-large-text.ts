import { type FileHandle, open } from "node:fs/promises";
import type { ByteRange } from "./parse-pool.ts";

/** How a large file is read: in parts, each with the same beginning set before it. */
export interface TextParts {
  readonly ranges: readonly ByteRange[];
  /** Set before every part but the first: the header of a table, a byte-order mark. */
  readonly head?: ByteRange;
}

/** Usual size of a part: what a thread and the library hold at a time, many times over. */
const usualPartBytes = 2 * 1024 * 1024;

/** A file of this many parts is still read whole: most texts are one document. */
const wholeParts = 4;
const sampleBytes = 64 * 1024;
const windowBytes = 1024 * 1024;
const lineFeed = 0x0a;
const quote = 0x22;

/**
 * The parts of a file of lines that has more than four times `partBytes`; undefined for a smaller one and for one that only makes sense whole, such as
 * PDF, HTML or one JSON value. Text is cut at blank lines where there are any near, tables at row ends with their
 * header set before each part, and UTF-16 between characters. Reads as much of the file as it has to look at.
 */
export async function splitLargeText(
  file: string,
  size: number,
  partBytes: number = usualPartBytes,
): Promise<TextParts | undefined> {
  if (size <= wholeParts * partBytes) return undefined;
  const handle = await open(file, "r");
  try {
    const beginning = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    const sample = beginning.buffer.subarray(0, beginning.bytesRead);
    if (isUtf16(sample))
      return { ranges: await cutUtf16(handle, { size, partBytes }), head: { start: 0, end: 2 } };
    if (!isLines(sample)) return undefined;
    if (!/\.(?:csv|tsv|tab)$/i.test(file)) return { ranges: await cutLines(handle, { size, partBytes }) };
    const header = sample.indexOf(lineFeed) + 1;
    const ranges = await cutRows(handle, { size, partBytes });
    return header > 0 ? { ranges, head: { start: 0, end: header } } : { ranges };
  } finally {
    await handle.close();
  }
}

interface Sizes {
  readonly size: number;
  readonly partBytes: number;
}

function isUtf16(sample: Buffer): boolean {
  const mark = sample.readUInt16BE(0);
  return mark === 0xfeff || mark === 0xfffe;
}

/** Lines of text, not a format that only makes sense whole. A NUL belongs to a binary format. */
function isLines(sample: Buffer): boolean {
  if (sample.includes(0)) return false;
  const beginning = sample
    .toString("latin1", 0, 400)
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart();
  if (/^(?:%PDF-|PK|\{\\rtf|<)/i.test(beginning)) return false;
  return /^[{[]/.test(beginning) ? isJsonLine(sample) : true;
}

/** One JSON value a line may be cut between lines; one value over many lines may not. */
function isJsonLine(sample: Buffer): boolean {
  const end = sample.indexOf(lineFeed);
  const line = sample.toString("utf8", 0, end < 0 ? sample.length : end).replace(/^\ufeff/, "");
  // A line longer than the sample cannot be tried; whole values of that size are rarer than long records.
  if (end < 0) return /^\s*\{\s*"/.test(line);
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

async function cutLines(handle: FileHandle, sizes: Sizes): Promise<readonly ByteRange[]> {
  const window = Buffer.alloc(windowBytes);
  return cutAt(sizes, async (from) => {
    const { bytesRead } = await handle.read(window, 0, windowBytes, from);
    return from + lineEnd(window.subarray(0, bytesRead));
  });
}

/** Ranges of about the size of a part, each ending where `findEnd` says, from a first possible end on. */
async function cutAt(
  { size, partBytes }: Sizes,
  findEnd: (from: number) => Promise<number>,
): Promise<readonly ByteRange[]> {
  const ranges: ByteRange[] = [];
  let start = 0;
  while (size - start > partBytes + Math.min(windowBytes, partBytes)) {
    const end = await findEnd(start + partBytes);
    ranges.push({ start, end });
    start = end;
  }
  return [...ranges, { start, end: size }];
}

function lineEnd(window: Buffer): number {
  const blank = window.indexOf("\n\n");
  if (blank >= 0) return blank + 2;
  const newline = window.indexOf(lineFeed);
  if (newline >= 0) return newline + 1;
  const space = window.lastIndexOf(0x20);
  if (space >= 0) return space + 1;
  // One endless line: any place is as good, but not inside a UTF-8 character.
  let end = window.length;
  while (end > window.length - 4 && ((window[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}

async function cutUtf16(handle: FileHandle, sizes: Sizes): Promise<readonly ByteRange[]> {
  const window = Buffer.alloc(windowBytes);
  return cutAt(sizes, async (from) => {
    const even = from - (from % 2);
    const { bytesRead } = await handle.read(window, 0, windowBytes, even);
    for (let at = 0; at + 1 < bytesRead; at += 2) {
      const unit = window.readUInt16LE(at);
      if (unit === lineFeed || unit === lineFeed << 8) return even + at + 2;
    }
    return even + bytesRead - (bytesRead % 2);
  });
}

/** Row ends outside quotation marks; for that, every byte before them is looked at. */
async function cutRows(handle: FileHandle, { size, partBytes }: Sizes): Promise<readonly ByteRange[]> {
  const ranges: ByteRange[] = [];
  const window = Buffer.alloc(windowBytes);
  let isQuoted = false;
  let start = 0;
  for (let from = 0; from < size; from += windowBytes) {
    const { bytesRead } = await handle.read(window, 0, windowBytes, from);
    for (let at = 0; at < bytesRead; at += 1) {
      if (window[at] === quote) isQuoted = !isQuoted;
      const end = from + at + 1;
      if (window[at] !== lineFeed || isQuoted || end - start < partBytes || size - end < partBytes / 8)
        continue;
      ranges.push({ start, end });
      start = end;
    }
  }
  return [...ranges, { start, end: size }];
}
