import type { QueryPhrase } from "../passage-index.ts";
import { ByteReader } from "./byte-writer.ts";
import { PostingListReader } from "./posting-list.ts";
import type { PostingSource, TermEntry } from "./posting-source.ts";

/** The passages of a block, by local number, in which every phrase occurs; `phrases` must not be empty. */
export function matchPhrases(source: PostingSource, phrases: readonly QueryPhrase[]): ReadonlySet<number> {
  return phrases
    .map((phrase) => new Set(phrasePassages(source, phrase)))
    .reduce((all, matching) => all.intersection(matching));
}

function* phrasePassages(source: PostingSource, phrase: QueryPhrase): Generator<number> {
  const cursors: PositionCursor[] = [];
  for (const { term, offset } of phrase) {
    const entry = source.find(term);
    if (entry === undefined) return;
    cursors.push(new PositionCursor(entry, offset));
  }
  for (let target = 0; ; ) {
    let agreed = true;
    for (const cursor of cursors) {
      if (!cursor.advanceTo(target)) return;
      if (cursor.local > target) agreed = false;
      target = Math.max(target, cursor.local);
    }
    if (!agreed) continue;
    const [first, ...others] = cursors.map((cursor) => cursor.starts());
    const meets = first?.some((places, field) =>
      places.some((place) => others.every((other) => other[field]?.includes(place))),
    );
    if (meets) yield target;
    target++;
  }
}

/** Walks the postings of one term of a phrase together with its positions. */
class PositionCursor {
  readonly #postings: PostingListReader;
  readonly #positions: ByteReader;
  readonly #offset: number;
  #unread = 0;

  constructor(entry: TermEntry, offset: number) {
    this.#postings = new PostingListReader(entry.list().postings);
    this.#positions = new ByteReader(entry.positions());
    this.#offset = offset;
  }

  get local(): number {
    return this.#postings.local;
  }

  /** Moves to the first passage that is `target` or follows it; false when there is none. */
  advanceTo(target: number): boolean {
    while (this.#postings.local < target) {
      for (; this.#unread > 0; this.#unread--) this.#positions.varint();
      if (!this.#postings.next()) return false;
      this.#unread = this.#postings.occurrences;
    }
    return true;
  }

  /** Where the phrase would have to start for this term to be in place: by body, title, heading. */
  starts(): readonly (readonly number[])[] {
    const { body, title, heading } = this.#postings;
    this.#unread = 0;
    return [body, title, heading].map((count) => {
      let position = 0;
      return Array.from({ length: count }, () => {
        position += this.#positions.varint();
        return position - this.#offset;
      });
    });
  }
}
