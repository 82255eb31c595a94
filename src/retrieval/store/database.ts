import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "../../core/errors.ts";

const schemaVersion = 4;
const busyTimeoutMs = 10_000;
const checkpointPages = 4_000;

const schema = `
CREATE TABLE source (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  first INTEGER NOT NULL UNIQUE,
  count INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  meta TEXT NOT NULL
);
CREATE TABLE chunk (
  first INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source(number) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  data BLOB NOT NULL
);
CREATE INDEX chunk_source ON chunk(source);
CREATE TABLE location (url TEXT PRIMARY KEY, source INTEGER NOT NULL REFERENCES source(number) ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX location_source ON location(source);
CREATE TABLE file (path TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter VALUES ('passage', 0), ('metadata', 0);
`;

export interface OpenDatabaseOptions {
  readonly readOnly?: boolean;
}

/**
 * Opens the library file, creating it and its folder where absent. WAL: one writer and any number of
 * readers, in this process or others. Throws `AppError` INDEX_CORRUPT for a file that is not a library.
 */
export function openDatabase(path: string, options: OpenDatabaseOptions = {}): DatabaseSync {
  const readOnly = options.readOnly ?? false;
  if (path !== ":memory:" && !readOnly) mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { readOnly, timeout: busyTimeoutMs });
  try {
    if (!readOnly)
      database.exec("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    database.exec(
      `PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -16000; PRAGMA foreign_keys = ON;
       PRAGMA wal_autocheckpoint = ${checkpointPages}`,
    );
    if (!readOnly) createSchema(database);
    checkVersion(database, path);
  } catch (error) {
    database.close();
    throw error instanceof AppError
      ? error
      : new AppError("INDEX_CORRUPT", `Cannot open the index ${path}`, {
          why: error instanceof Error ? error.message : String(error),
          fix: "Move the file away and ingest the documents again.",
          cause: error,
        });
  }
  return database;
}

function createSchema(database: DatabaseSync): void {
  inTransaction(database, () => {
    if (versionOf(database) === 0) database.exec(`${schema}; PRAGMA user_version = ${schemaVersion}`);
  });
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}

function checkVersion(database: DatabaseSync, path: string): void {
  const version = versionOf(database);
  if (version === schemaVersion) return;
  throw new AppError("INDEX_CORRUPT", `Cannot open the index ${path}`, {
    why: `It has layout ${version}; this version of Deepwell reads layout ${schemaVersion}.`,
    fix: "Move the file away and ingest the documents again.",
  });
}

/** Runs `work` in one write transaction: all of it or nothing. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
