import type { IndexablePassage, IndexToken } from "../passage-index.ts";
import { ByteReader, ByteWriter } from "./byte-writer.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const fields = ["title", "heading", "body"] as const;

/** Packs a few passages into the row that keeps them until they become part of a segment. */
export function packPassages(passages: readonly IndexablePassage[]): Uint8Array {
  const ids = new Map<string, number>();
  const body = new ByteWriter(4096);
  const strings = new ByteWriter(4096);
  for (const passage of passages) {
    body.varint(passage.number);
    for (const field of fields) {
      const tokens = passage.fields[field];
      body.varint(tokens.length);
      let previous = 0;
      for (const { term, position } of tokens) {
        let id = ids.get(term);
        if (id === undefined) {
          id = ids.size;
          ids.set(term, id);
          const bytes = encoder.encode(term);
          strings.varint(bytes.length);
          strings.append(bytes);
        }
        body.varint(id);
        body.varint(position - previous);
        previous = position;
      }
    }
  }
  const packed = new ByteWriter(strings.length + body.length + 32);
  packed.varint(passages.length);
  packed.varint(ids.size);
  packed.append(strings.bytes);
  packed.append(body.bytes);
  return packed.bytes;
}

/** Reads what `packPassages` wrote; throws `RangeError` for anything shorter. */
export function unpackPassages(packed: Uint8Array): IndexablePassage[] {
  const reader = new ByteReader(packed);
  const passages = reader.varint();
  const terms = Array.from({ length: reader.varint() }, () => decoder.decode(reader.take(reader.varint())));
  const readField = (): IndexToken[] => {
    let position = 0;
    return Array.from({ length: reader.varint() }, () => {
      const term = terms[reader.varint()] ?? "";
      position += reader.varint();
      return { term, position };
    });
  };
  return Array.from({ length: passages }, () => ({
    number: reader.varint(),
    fields: { title: readField(), heading: readField(), body: readField() },
  }));
}
