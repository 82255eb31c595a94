import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import type { Passage, Source } from "../../core/source.ts";
import type { PassageRange } from "../passage-index.ts";
import type { StoredDocument } from "../stored-document.ts";

/** A source as stored, its passages numbered `first` to `first + count - 1`. */
export interface StoredSource extends PassageRange {
  readonly number: number;
  readonly source: Source;
}

type PassageRow = readonly [
  kind: Passage["kind"],
  headingPath: readonly string[],
  start: number,
  end: number,
  page: number | null,
];

const columns = "number, first, count, meta";

/** Sources with their text and passages; numbers are given out once and never again. */
export class SourceTable {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Stores a document whose id is not stored yet. */
  insert(document: StoredDocument): StoredSource {
    const bytes = Buffer.from(document.text, "utf8");
    const count = document.passages.length;
    const first = this.#allocate(Math.max(1, count));
    const rows = document.passages.map(
      (passage): PassageRow => [
        passage.kind,
        passage.headingPath,
        passage.start,
        passage.end,
        passage.page ?? null,
      ],
    );
    const { lastInsertRowid } = this.#prepare(
      "INSERT INTO source(id, first, count, bytes, meta, passages, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ).run(
      document.source.id,
      first,
      count,
      bytes.length,
      JSON.stringify(document.source),
      zstdCompressSync(JSON.stringify(rows)),
      zstdCompressSync(bytes),
    );
    const number = Number(lastInsertRowid);
    this.locate(document.source.url, number);
    return { number, source: document.source, first, count };
  }

  /** Makes `url` lead to a source; what it led to before stays stored. */
  locate(url: string, number: number): void {
    this.#prepare("INSERT OR REPLACE INTO location(url, source) VALUES (?, ?)").run(url, number);
  }

  replaceMetadata(number: number, source: Source): void {
    this.#prepare("UPDATE source SET meta = ? WHERE number = ?").run(JSON.stringify(source), number);
    this.locate(source.url, number);
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

  byUrl(url: string): StoredSource | undefined {
    return readSource(
      this.#prepare(
        `SELECT ${columns} FROM source WHERE number = (SELECT source FROM location WHERE url = ?)`,
      ).get(url),
    );
  }

  byPassage(passageNumber: number): StoredSource | undefined {
    const row = this.#prepare(`SELECT ${columns} FROM source WHERE first <= ? ORDER BY first DESC LIMIT 1`);
    return readSource(row.get(passageNumber));
  }

  all(): readonly StoredSource[] {
    const rows = this.#prepare(`SELECT ${columns} FROM source ORDER BY first`).all();
    return rows.map(readSource).filter((source) => source !== undefined);
  }

  text(number: number): string | undefined {
    return this.#bytes(number)?.toString("utf8");
  }

  passages(number: number): readonly Passage[] {
    const packed = this.#prepare("SELECT passages FROM source WHERE number = ?").get(number)?.["passages"];
    const bytes = this.#bytes(number);
    if (!(packed instanceof Uint8Array) || bytes === undefined) return [];
    // Only `insert` writes this column.
    const rows = JSON.parse(zstdDecompressSync(packed).toString("utf8")) as readonly PassageRow[];
    return rows.map(([kind, headingPath, start, end, page], index) => ({
      index,
      kind,
      headingPath,
      text: bytes.toString("utf8", start, end),
      start,
      end,
      ...(page === null ? {} : { page }),
    }));
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

  #bytes(number: number): Buffer | undefined {
    const packed = this.#prepare("SELECT text FROM source WHERE number = ?").get(number)?.["text"];
    return packed instanceof Uint8Array ? zstdDecompressSync(packed) : undefined;
  }

  #allocate(count: number): number {
    const row = this.#prepare(
      `INSERT INTO counter(name, value) VALUES ('passage', ?)
       ON CONFLICT(name) DO UPDATE SET value = value + excluded.value RETURNING value`,
    ).get(count);
    return Number(row?.["value"]) - count;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function readSource(row: Record<string, SQLOutputValue> | undefined): StoredSource | undefined {
  if (row === undefined) return undefined;
  return {
    number: Number(row["number"]),
    first: Number(row["first"]),
    count: Number(row["count"]),
    // Only `insert` and `replaceMetadata` write this column.
    source: JSON.parse(String(row["meta"])) as Source,
  };
}
