import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import type { Passage, Source } from "../../core/source.ts";
import type { PassageRange } from "../passage-index.ts";
import type { StoredDocument } from "../stored-document.ts";
import { type Chunk, packChunks, unpackChunk } from "./chunk.ts";

/** A source as stored, its passages numbered `first` to `first + count - 1`. */
export interface StoredSource extends PassageRange {
  readonly number: number;
  readonly source: Source;
}

/** Where a passage is; its text is read by `passageAt`. */
export interface PassagePlace {
  readonly stored: StoredSource;
  readonly number: number;
  /** Number of the first passage in its chunk. */
  readonly chunk: number;
}

type Row = Record<string, SQLOutputValue>;

/** Text of chunks kept in memory; with their passages about three times as much. */
const maxKeptBytes = 8_000_000;
const columns = "number, first, count, meta";

/** Sources with their text and passages; numbers are given out once and never again. */
export class SourceTable {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #kept = new Map<number, Chunk>();
  #keptBytes = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Stores a document whose id is not stored yet. */
  insert({ source, text, passages }: StoredDocument): StoredSource {
    const count = passages.length;
    // One number even for a source without passages: every chunk needs its own.
    const first = this.#advance("passage", Math.max(1, count));
    const inserted = this.#prepare(
      "INSERT INTO source(id, first, count, bytes, meta) VALUES (?, ?, ?, ?, ?)",
    ).run(source.id, first, count, Buffer.byteLength(text), JSON.stringify(source));
    const number = Number(inserted.lastInsertRowid);
    const insertChunk = this.#prepare("INSERT INTO chunk(first, source, start, data) VALUES (?, ?, ?, ?)");
    for (const chunk of packChunks(text, passages)) {
      insertChunk.run(first + chunk.firstIndex, number, chunk.start, chunk.data);
    }
    this.#locate(source.url, number);
    return { number, source, first, count };
  }

  /** Makes the new metadata count; the old url goes on leading here. */
  replaceMetadata(number: number, source: Source): void {
    this.#prepare("UPDATE source SET meta = ? WHERE number = ?").run(JSON.stringify(source), number);
    this.#locate(source.url, number);
    this.#advance("metadata", 1);
  }

  delete(number: number): void {
    this.#prepare("DELETE FROM source WHERE number = ?").run(number);
  }

  byId(id: string): StoredSource | undefined {
    return readSource(this.#prepare(`SELECT ${columns} FROM source WHERE id = ?`).get(id));
  }

  /** The source whose id starts with `prefix`; undefined when there is none or more than one. */
  byPrefix(prefix: string): StoredSource | undefined {
    const rows = this.#prepare(`SELECT ${columns} FROM source WHERE id >= ? AND id < ? LIMIT 2`).all(
      prefix,
      `${prefix}g`,
    );
    return rows.length === 1 ? readSource(rows[0]) : undefined;
  }

  /** The source that was last stored under a url. */
  byUrl(url: string): StoredSource | undefined {
    const sql = `SELECT ${columns} FROM source WHERE number = (SELECT source FROM location WHERE url = ?)`;
    return readSource(this.#prepare(sql).get(url));
  }

  /** Finds a passage without reading it, which costs many times as much. */
  locate(number: number): PassagePlace | undefined {
    const row = this.#prepare(
      `SELECT s.number, s.first, s.count, s.meta, c.first AS chunkFirst
       FROM (SELECT first, source FROM chunk WHERE first <= ? ORDER BY first DESC LIMIT 1) c
       JOIN source s ON s.number = c.source`,
    ).get(number);
    const stored = readSource(row);
    if (stored === undefined || number >= stored.first + stored.count) return undefined;
    return { stored, number, chunk: Number(row?.["chunkFirst"]) };
  }

  passageAt({ stored, number, chunk }: PassagePlace): Passage | undefined {
    return this.#chunk(chunk, stored)?.passages[number - chunk];
  }

  /** Sources stored after number `after`, in the order of their passages. */
  since(after: number): readonly StoredSource[] {
    const rows = this.#prepare(`SELECT ${columns} FROM source WHERE number > ? ORDER BY first`).all(after);
    return rows.map(readSource).filter((source) => source !== undefined);
  }

  /** Changes whenever metadata of stored sources do. */
  metadataRevision(): number {
    return Number(this.#prepare("SELECT value FROM counter WHERE name = 'metadata'").get()?.["value"] ?? 0);
  }

  text(stored: StoredSource): string {
    return Buffer.concat(this.#chunks(stored).map((chunk) => chunk.bytes)).toString("utf8");
  }

  passages(stored: StoredSource): readonly Passage[] {
    return this.#chunks(stored).flatMap((chunk) => chunk.passages);
  }

  totals(): { readonly sources: number; readonly passages: number; readonly bytes: number } {
    const row = this.#prepare(
      "SELECT count(*) AS sources, total(count) AS passages, total(bytes) AS bytes FROM source",
    ).get();
    return {
      sources: Number(row?.["sources"] ?? 0),
      passages: Number(row?.["passages"] ?? 0),
      bytes: Number(row?.["bytes"] ?? 0),
    };
  }

  /** A chunk never changes, and its number is never given to another. */
  #chunk(first: number, stored: StoredSource): Chunk | undefined {
    const known = this.#kept.get(first);
    if (known !== undefined) {
      // A Map keeps the order of insertion: the least recently used chunk comes first.
      this.#kept.delete(first);
      this.#kept.set(first, known);
      return known;
    }
    const row = this.#prepare("SELECT first AS chunkFirst, start, data FROM chunk WHERE first = ?").get(
      first,
    );
    if (row === undefined) return undefined;
    const chunk = readChunk(row, stored.first);
    this.#kept.set(first, chunk);
    this.#keptBytes += chunk.bytes.length;
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#keptBytes <= maxKeptBytes) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= bytes.length;
    }
    return chunk;
  }

  #chunks(stored: StoredSource): readonly Chunk[] {
    return this.#prepare("SELECT first AS chunkFirst, start, data FROM chunk WHERE source = ? ORDER BY first")
      .all(stored.number)
      .map((row) => readChunk(row, stored.first));
  }

  #locate(url: string, number: number): void {
    this.#prepare("INSERT OR REPLACE INTO location(url, source) VALUES (?, ?)").run(url, number);
  }

  /** Adds to a counter and gives what it stood at before. */
  #advance(name: string, by: number): number {
    const row = this.#prepare("UPDATE counter SET value = value + ? WHERE name = ? RETURNING value").get(
      by,
      name,
    );
    return Number(row?.["value"]) - by;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function readSource(row: Row | undefined): StoredSource | undefined {
  if (row === undefined) return undefined;
  return {
    number: Number(row["number"]),
    first: Number(row["first"]),
    count: Number(row["count"]),
    // Only `insert` and `replaceMetadata` write this column.
    source: JSON.parse(String(row["meta"])) as Source,
  };
}

function readChunk(row: Row, sourceFirst: number): Chunk {
  const { data } = row;
  if (!(data instanceof Uint8Array)) throw new TypeError("A chunk of the library has no data.");
  return unpackChunk({
    start: Number(row["start"]),
    firstIndex: Number(row["chunkFirst"]) - sourceFirst,
    data,
  });
}
