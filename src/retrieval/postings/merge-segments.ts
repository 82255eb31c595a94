import type { DatabaseSync } from "node:sqlite";
import { ByteReader } from "./byte-writer.ts";
import { PostingListReader, PostingListWriter } from "./posting-list.ts";
import type { LengthColumns, Removals } from "./posting-source.ts";
import type { NamedTermEntry, Segment } from "./segment.ts";
import { SegmentWriter } from "./segment-writer.ts";

/** A segment to be merged, and which of its passages to leave out. */
export interface MergeInput {
  readonly source: Segment;
  readonly removed: Removals;
}

const termsBetweenChecks = 256;
const absent = -1;

/**
 * Writes one segment, not live yet, with the remaining passages of several; inputs in the order of their
 * passages. Returns its id, or undefined when `shouldStop` ended the work.
 */
export function mergeSegments(
  database: DatabaseSync,
  inputs: readonly MergeInput[],
  shouldStop: () => boolean,
): number | undefined {
  const writer = new SegmentWriter(database);
  if (writer.during(() => writeMerged(writer, inputs, shouldStop))) return writer.id;
  writer.abandon();
  return undefined;
}

/** False when `shouldStop` ended the work. */
function writeMerged(
  writer: SegmentWriter,
  inputs: readonly MergeInput[],
  shouldStop: () => boolean,
): boolean {
  const { places, numbers, lengths } = renumber(inputs);
  const list = new PostingListWriter();
  let terms = 0;
  for (const entries of byTerm(inputs)) {
    if (terms++ % termsBetweenChecks === 0 && shouldStop()) return false;
    list.clear();
    for (const { entry, input } of entries) {
      copyPostings(list, entry, places[input] ?? new Int32Array(0), inputs[input]?.removed.count === 0);
    }
    const term = entries[0]?.entry.term;
    if (term !== undefined && list.count > 0) writer.write(term, list);
  }
  writer.finish({ numbers, lengths }, { live: false });
  return true;
}

interface TermOfInput {
  readonly entry: NamedTermEntry;
  readonly input: number;
}

/** All terms in rising order, each with its entries in the order of the inputs. */
function* byTerm(inputs: readonly MergeInput[]): Generator<readonly TermOfInput[]> {
  const streams = inputs.map(({ source }) => source.entries());
  const heads = streams.map((stream) => stream.next().value ?? undefined);
  for (;;) {
    let lowest: NamedTermEntry | undefined;
    for (const head of heads) {
      if (head !== undefined && (lowest === undefined || Buffer.compare(head.term, lowest.term) < 0))
        lowest = head;
    }
    if (lowest === undefined) return;
    const found: TermOfInput[] = [];
    for (const [input, head] of heads.entries()) {
      if (head === undefined || Buffer.compare(head.term, lowest.term) !== 0) continue;
      found.push({ entry: head, input });
    }
    yield found;
    for (const { input } of found) heads[input] = streams[input]?.next().value ?? undefined;
  }
}

function copyPostings(
  list: PostingListWriter,
  entry: NamedTermEntry,
  places: Int32Array,
  isWhole: boolean,
): void {
  const reader = new PostingListReader(entry.list().postings);
  if (isWhole) {
    while (reader.next()) list.posting(reader, places[reader.local] ?? absent);
    list.appendPositions(entry.positions());
    return;
  }
  const positions = new ByteReader(entry.positions());
  while (reader.next()) {
    const start = positions.at;
    for (let left = reader.occurrences; left > 0; left--) positions.varint();
    const place = places[reader.local] ?? absent;
    if (place === absent) continue;
    list.posting(reader, place);
    list.appendPositions(positions.bytes.subarray(start, positions.at));
  }
}

interface MergedPassages {
  /** Per input: new local number by old one, −1 for a removed passage. */
  readonly places: readonly Int32Array[];
  readonly numbers: Uint32Array;
  readonly lengths: LengthColumns;
}

function renumber(inputs: readonly MergeInput[]): MergedPassages {
  const total = inputs.reduce((sum, { source, removed }) => sum + source.count - removed.count, 0);
  const numbers = new Uint32Array(total);
  const lengths = {
    body: new Uint16Array(total),
    title: new Uint16Array(total),
    heading: new Uint16Array(total),
  };
  let next = 0;
  const places = inputs.map(({ source, removed }) => {
    const marks = removed.marks;
    return Int32Array.from({ length: source.count }, (_, local) => {
      if (marks?.[local] === 1) return absent;
      numbers[next] = source.numbers.at(local);
      for (const field of ["body", "title", "heading"] as const) {
        lengths[field][next] = source.lengths[field][local] ?? 0;
      }
      return next++;
    });
  });
  return { places, numbers, lengths };
}
