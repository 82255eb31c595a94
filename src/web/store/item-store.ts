import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";

export interface Item {
  /** JSON. */
  readonly facts: string;
  readonly data: Uint8Array;
}

const schemaVersion = 1;
const busyTimeoutMs = 1_000;
/** What stays when room is made, so that not every write makes room. */
const keptShare = 0.9;
/** A single item must not displace most of the others. */
const largestShare = 0.25;

// The sizes are summed over the index, which holds no data.
const schema = `
CREATE TABLE item (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  size INTEGER NOT NULL,
  used INTEGER NOT NULL,
  facts TEXT NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (kind, key)
);
CREATE INDEX item_used ON item(used, size);
PRAGMA user_version = ${schemaVersion};
`;

/**
 * Items by kind and key in one bounded file that several processes may use; the least recently used go first. A full
 * disk or a locked file is no error: nothing is found then and nothing kept.
 */
export class ItemStore {
  readonly #database: DatabaseSync;
  readonly #maxBytes: number;
  readonly #get: StatementSync;
  readonly #put: StatementSync;
  readonly #drop: StatementSync;
  readonly #touch: StatementSync;

  /** `:memory:` for one that is not kept. A file of another layout is emptied, a damaged one made anew. */
  constructor(path: string, maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#database = openFile(path);
    const prepare = (sql: string): StatementSync => this.#database.prepare(sql);
    const nextUse = "(SELECT coalesce(max(used), 0) + 1 FROM item)";
    this.#get = prepare("SELECT facts, data FROM item WHERE kind = ? AND key = ?");
    this.#touch = prepare(`UPDATE item SET used = ${nextUse} WHERE kind = ? AND key = ?`);
    this.#drop = prepare("DELETE FROM item WHERE kind = ? AND key = ?");
    this.#put = prepare(
      `INSERT OR REPLACE INTO item (kind, key, size, used, facts, data) VALUES (?, ?, ?, ${nextUse}, ?, ?)`,
    );
  }

  read(kind: string, key: string): Item | undefined {
    return attempt(() => {
      const row = this.#get.get(kind, key);
      if (row === undefined || !(row["data"] instanceof Uint8Array)) return undefined;
      this.#touch.run(kind, key);
      return { facts: String(row["facts"]), data: row["data"] };
    });
  }

  write(kind: string, key: string, { facts, data }: Item): void {
    const size = key.length + facts.length + data.byteLength;
    if (size > this.#maxBytes * largestShare) return;
    attempt(() => {
      this.#database.exec("BEGIN IMMEDIATE");
      try {
        this.#put.run(kind, key, size, facts, data);
        this.#makeRoom();
        this.#database.exec("COMMIT");
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  drop(kind: string, key: string): void {
    attempt(() => this.#drop.run(kind, key));
  }

  /** The only key that begins so; undefined where there are several or none. `prefix` is of hex digits. */
  keyFrom(kind: string, prefix: string): string | undefined {
    const rows = attempt(() =>
      this.#database
        .prepare("SELECT key FROM item WHERE kind = ? AND key >= ? AND key < ? LIMIT 2")
        .all(kind, prefix, `${prefix}g`),
    );
    return rows?.length === 1 ? String(rows[0]?.["key"]) : undefined;
  }

  /** Of everything that is kept, about. */
  bytes(): number {
    return Number(this.#database.prepare("SELECT coalesce(sum(size), 0) AS size FROM item").get()?.["size"]);
  }

  close(): void {
    this.#database.close();
  }

  #makeRoom(): void {
    const bytes = this.bytes();
    if (bytes <= this.#maxBytes) return;
    let excess = bytes - this.#maxBytes * keptShare;
    const oldest = this.#database.prepare("SELECT rowid, size FROM item ORDER BY used");
    const remove = this.#database.prepare("DELETE FROM item WHERE rowid = ?");
    for (const row of oldest.all()) {
      if (excess <= 0) return;
      remove.run(Number(row["rowid"]));
      excess -= Number(row["size"]);
    }
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const damage: readonly unknown[] = [11, 26];

function openFile(path: string): DatabaseSync {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  try {
    return openLayout(path);
  } catch (error) {
    if (!(error instanceof Error && "errcode" in error && damage.includes(error.errcode))) throw error;
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
    return openLayout(path);
  }
}

function openLayout(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
    if (version !== schemaVersion)
      database.exec(`BEGIN IMMEDIATE; DROP TABLE IF EXISTS item; ${schema} COMMIT`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR") return undefined;
    throw error;
  }
}
