import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Passage, Source } from "../../core/source.ts";
import type { PageLink } from "../page-provider.ts";

/** An answer of a server as it is kept, with what RFC 9111 needs to judge its age. */
export interface StoredResponse {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly fetchedAt: string;
  /** The policy of the cache, as JSON. */
  readonly policy: string;
}

/** A page that was read, under the hash of its text. */
export interface StoredPage {
  readonly source: Source;
  readonly text: string;
  readonly passages: readonly Passage[];
  readonly links: readonly PageLink[];
}

export interface WebStoreOptions {
  /** Answers and pages together; the least recently used go first. 1 GiB unless given. */
  readonly maxBytes?: number;
}

/**
 * What was fetched from the web and read, in one file that runs share; everything in it can be had again. A full disk or
 * a locked file is no error: nothing is found then and nothing kept.
 */
export interface WebStore {
  response(url: string): StoredResponse | undefined;
  putResponse(url: string, response: StoredResponse): void;
  dropResponse(url: string): void;
  /** `id` whole, or a prefix of at least 8 hex digits that fits one page only. */
  page(id: string): StoredPage | undefined;
  putPage(page: StoredPage): void;
  /** Bytes of everything that is kept. */
  size(): number;
  close(): void;
}

const schemaVersion = 1;
const busyTimeoutMs = 1_000;
const usualMaxBytes = 1 << 30;
/** What is dropped at a time, so that not every write drops something. */
const keptShare = 0.9;
const minPrefix = 8;

const schema = `
CREATE TABLE item (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  facts TEXT NOT NULL,
  data BLOB NOT NULL,
  size INTEGER NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE INDEX item_used ON item(used);
PRAGMA user_version = ${schemaVersion};
`;

type Kind = "response" | "page";

/** Opens the store, or makes it; `:memory:` for one that is not kept. A file of another layout is emptied, a damaged one made anew. */
export function openWebStore(path: string, { maxBytes = usualMaxBytes }: WebStoreOptions = {}): WebStore {
  const database = openFile(path);
  const get = database.prepare("SELECT facts, data FROM item WHERE kind = ? AND key = ?");
  const keysFrom = database.prepare(
    "SELECT key FROM item WHERE kind = 'page' AND key >= ? AND key < ? LIMIT 2",
  );
  const touch = database.prepare("UPDATE item SET used = ? WHERE kind = ? AND key = ?");
  const put = database.prepare("INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?, ?)");
  const drop = database.prepare("DELETE FROM item WHERE kind = ? AND key = ?");
  const total = database.prepare("SELECT coalesce(sum(size), 0) AS size FROM item");
  const oldest = database.prepare("SELECT kind, key, size FROM item ORDER BY used LIMIT 64");
  const last = database.prepare("SELECT coalesce(max(used), 0) AS used FROM item");
  const size = (): number => Number(total.get()?.["size"]);
  const nextUse = (): number => Number(last.get()?.["used"]) + 1;

  const read = (
    kind: Kind,
    key: string,
  ): { readonly facts: string; readonly data: Uint8Array } | undefined => {
    const row = get.get(kind, key);
    if (row === undefined || !(row["data"] instanceof Uint8Array)) return undefined;
    touch.run(nextUse(), kind, key);
    return { facts: String(row["facts"]), data: row["data"] };
  };
  const makeRoom = (): void => {
    let left = size();
    if (left <= maxBytes) return;
    while (left > maxBytes * keptShare) {
      const rows = oldest.all();
      if (rows.length === 0) return;
      for (const row of rows) {
        if (left <= maxBytes * keptShare) return;
        drop.run(String(row["kind"]), String(row["key"]));
        left -= Number(row["size"]);
      }
    }
  };
  const write = (kind: Kind, key: string, facts: string, data: Uint8Array): void => {
    const bytes = data.byteLength + facts.length + key.length;
    if (bytes > maxBytes / 4) return;
    database.exec("BEGIN IMMEDIATE");
    try {
      put.run(kind, key, facts, data, bytes, nextUse());
      makeRoom();
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  };
  const wholeId = (id: string): string => {
    if (id.length < minPrefix || id.length >= 64) return id;
    const rows = keysFrom.all(id, `${id}g`);
    return rows.length === 1 ? String(rows[0]?.["key"]) : id;
  };

  return {
    response(url) {
      const row = attempt(() => read("response", url));
      if (row === undefined) return undefined;
      // Written below.
      return { ...(JSON.parse(row.facts) as Omit<StoredResponse, "bytes">), bytes: row.data };
    },
    putResponse: (url, { bytes, ...facts }) =>
      attempt(() => write("response", url, JSON.stringify(facts), bytes)),
    dropResponse: (url) => void attempt(() => drop.run("response", url)),
    page(id) {
      const row = attempt(() => read("page", wholeId(id)));
      if (row === undefined) return undefined;
      // Written below.
      const facts = JSON.parse(row.facts) as Omit<StoredPage, "text">;
      return { ...facts, text: Buffer.from(row.data).toString("utf8") };
    },
    putPage: ({ text, ...facts }) =>
      attempt(() => write("page", facts.source.id, JSON.stringify(facts), Buffer.from(text))),
    size,
    close: () => database.close(),
  };
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
