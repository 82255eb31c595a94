import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { Passage } from "../../core/source.ts";

/** Bytes of text after which the next passage begins another chunk: what reading one passage has to unpack. */
const targetBytes = 32_000;

/** Smallest buffer that zlib takes, and how much larger than a frame its content usually is at most. */
const minBufferBytes = 64;
const usualRatio = 4;

/** A part of a source: the bytes from `start` up to the next chunk, and the passages that begin in them. */
export interface Chunk {
  readonly start: number;
  readonly bytes: Buffer;
  readonly passages: readonly Passage[];
}

export interface PackedChunk {
  readonly start: number;
  /** Index of the first passage in the source. */
  readonly firstIndex: number;
  /** Passages without their text, as JSON, a zero byte, and the text; one Zstandard frame. */
  readonly data: Uint8Array;
}

type PassageRow = readonly [
  kind: Passage["kind"],
  headingPath: readonly string[],
  start: number,
  end: number,
  page: number | null,
];

/**
 * Cuts a source into chunks that no passage crosses; at least one, also for a source without passages. Throws
 * `RangeError` when a passage is not the text between its offsets.
 */
export function* packChunks(text: string, passages: readonly Passage[]): Generator<PackedChunk> {
  const bytes = Buffer.from(text, "utf8");
  let firstIndex = 0;
  let start = 0;
  let reached = 0;
  for (const [index, passage] of passages.entries()) {
    if (bytes.toString("utf8", passage.start, passage.end) !== passage.text)
      throw new RangeError(`Passage ${index} is not the text from byte ${passage.start} to ${passage.end}.`);
    if (passage.start - start >= targetBytes && passage.start >= reached) {
      yield pack(bytes.subarray(start, passage.start), {
        start,
        firstIndex,
        passages: passages.slice(firstIndex, index),
      });
      firstIndex = index;
      start = passage.start;
    }
    reached = Math.max(reached, passage.end);
  }
  yield pack(bytes.subarray(start), { start, firstIndex, passages: passages.slice(firstIndex) });
}

function pack(
  bytes: Uint8Array,
  part: { readonly start: number; readonly firstIndex: number; readonly passages: readonly Passage[] },
): PackedChunk {
  const rows = part.passages.map(
    (passage): PassageRow => [
      passage.kind,
      passage.headingPath,
      passage.start,
      passage.end,
      passage.page ?? null,
    ],
  );
  const plain = Buffer.concat([Buffer.from(`${JSON.stringify(rows)}\0`), bytes]);
  // Told the size, the compressor takes no more memory than it needs: half the time for a short source.
  const sizes = { pledgedSrcSize: plain.length, chunkSize: Math.max(minBufferBytes, plain.length) };
  return { start: part.start, firstIndex: part.firstIndex, data: zstdCompressSync(plain, sizes) };
}

/** The chunk that `packChunks` has packed; throws for anything else. */
export function unpackChunk({ start, firstIndex, data }: PackedChunk): Chunk {
  const chunkSize = Math.max(minBufferBytes, usualRatio * data.length);
  const unpacked = zstdDecompressSync(data, { chunkSize });
  const end = unpacked.indexOf(0);
  const bytes = unpacked.subarray(end + 1);
  // Only `pack` makes such frames; JSON holds no zero byte.
  const rows = JSON.parse(unpacked.toString("utf8", 0, end)) as readonly PassageRow[];
  return {
    start,
    bytes,
    passages: rows.map(([kind, headingPath, from, to, page], index) => ({
      index: firstIndex + index,
      kind,
      headingPath,
      text: bytes.toString("utf8", from - start, to - start),
      start: from,
      end: to,
      ...(page === null ? {} : { page }),
    })),
  };
}
