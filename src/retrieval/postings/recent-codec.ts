import type { FieldTerms, IndexablePassage } from "../passage-index.ts";
import { ByteReader, ByteWriter } from "./byte-writer.ts";
import type { TokenColumns } from "./token-columns.ts";
import { writeUtf8 } from "./utf8.ts";

const decoder = new TextDecoder();

/** Packs a few passages into the row that keeps them until they become part of a segment. */
export function packPassages(columns: TokenColumns): Uint8Array {
  const packed = new ByteWriter(16_384);
  packed.varint(columns.passages.length);
  packed.varint(columns.terms.length);
  const encoded = new ByteWriter();
  for (const term of columns.terms) {
    encoded.clear();
    writeUtf8(encoded, term);
    packed.varint(encoded.length);
    packed.append(encoded.bytes);
  }
  let start = 0;
  for (const [local, number] of columns.passages.entries()) {
    packed.varint(number);
    const titleStart = fieldEnd(columns, start, local * 4);
    const headingStart = fieldEnd(columns, titleStart, local * 4 + 1);
    const end = fieldEnd(columns, headingStart, local * 4 + 2);
    packField(packed, columns, titleStart, headingStart);
    packField(packed, columns, headingStart, end);
    packField(packed, columns, start, titleStart);
    start = end;
  }
  return packed.bytes;
}

function fieldEnd({ place, length }: TokenColumns, start: number, wanted: number): number {
  let end = start;
  while (end < length && place[end] === wanted) end++;
  return end;
}

function packField(packed: ByteWriter, { term, position }: TokenColumns, start: number, end: number): void {
  packed.varint(end - start);
  let previous = 0;
  for (let token = start; token < end; token++) {
    packed.varint(term[token] ?? 0);
    packed.varint((position[token] ?? 0) - previous);
    previous = position[token] ?? 0;
  }
}

/** Reads what `packPassages` wrote; throws `RangeError` for anything shorter. */
export function unpackPassages(packed: Uint8Array): IndexablePassage[] {
  const reader = new ByteReader(packed);
  const passages = reader.varint();
  const dictionary = Array.from({ length: reader.varint() }, () =>
    decoder.decode(reader.take(reader.varint())),
  );
  return Array.from({ length: passages }, () => ({
    number: reader.varint(),
    fields: {
      title: unpackField(reader, dictionary),
      heading: unpackField(reader, dictionary),
      body: unpackField(reader, dictionary),
    },
  }));
}

function unpackField(reader: ByteReader, dictionary: readonly string[]): FieldTerms {
  const length = reader.varint();
  const numbers = new Uint32Array(length);
  const positions = new Uint32Array(length);
  let position = 0;
  for (let token = 0; token < length; token++) {
    numbers[token] = reader.varint();
    position += reader.varint();
    positions[token] = position;
  }
  return { length, numbers, positions, dictionary };
}
