import { ByteWriter } from "./byte-writer.ts";
import { compareBytes } from "./term-page-reader.ts";
import { writeUtf8 } from "./utf8.ts";

/** Bytes of a term that are part of its sorting key; after them come the bits of its number. */
const keyBytes = 5;
const numberBits = 24;

/** Terms in rising order of their UTF-8 bytes. */
export interface SortedTerms {
  /** Places of the terms in what was sorted. */
  readonly order: Uint32Array;
  /** UTF-8 of the term with that place. */
  readonly bytesOf: (place: number) => Uint8Array;
}

/**
 * Sorts terms as a dictionary has them, several times faster than comparing strings: a sort of numbers that hold the
 * first bytes, then of what agrees in them. Throws `RangeError` for more than 2^24 terms.
 */
export function sortTerms(terms: readonly string[]): SortedTerms {
  if (terms.length > 2 ** numberBits) throw new RangeError(`${terms.length} terms are too many to sort.`);
  const arena = new ByteWriter(8 * terms.length);
  const ends = new Uint32Array(terms.length);
  for (let place = 0; place < terms.length; place++) {
    writeUtf8(arena, terms[place] ?? "");
    ends[place] = arena.length;
  }
  const bytes = arena.bytes;
  const bytesOf = (place: number) => bytes.subarray(ends[place - 1] ?? 0, ends[place]);
  const keys = sortedKeys(bytes, ends);
  const order = new Uint32Array(terms.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    for (; end < order.length && haveEqualBytes(keys, start, end); end++)
      order[end] = (keys[2 * end] ?? 0) % 2 ** numberBits;
    if (end - start > 1)
      order.subarray(start, end).sort((one, other) => compareBytes(bytesOf(one), bytesOf(other)));
    start = end;
  }
  return { order, bytesOf };
}

/** The sorted 64-bit keys, each as its low half and its high half. */
function sortedKeys(bytes: Uint8Array, ends: Uint32Array): Uint32Array {
  const keys = new Uint32Array(2 * ends.length);
  let start = 0;
  for (let place = 0; place < ends.length; place++) {
    const end = ends[place] ?? 0;
    let high = 0;
    for (let at = start; at < start + keyBytes - 1; at++)
      high = (high << 8) | (at < end ? (bytes[at] ?? 0) : 0);
    const last = start + keyBytes <= end ? (bytes[start + keyBytes - 1] ?? 0) : 0;
    keys[2 * place] = (last << numberBits) | place;
    keys[2 * place + 1] = high;
    start = end;
  }
  new BigUint64Array(keys.buffer).sort();
  return keys;
}

function haveEqualBytes(keys: Uint32Array, one: number, other: number): boolean {
  return (
    keys[2 * one + 1] === keys[2 * other + 1] &&
    (keys[2 * one] ?? 0) >>> numberBits === (keys[2 * other] ?? 0) >>> numberBits
  );
}
