import type { DatabaseSync } from "node:sqlite";

const schema = `
CREATE TABLE IF NOT EXISTS segment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  live INTEGER NOT NULL,
  owner TEXT NOT NULL,
  first INTEGER NOT NULL DEFAULT 0,
  last INTEGER NOT NULL DEFAULT -1,
  count INTEGER NOT NULL DEFAULT 0,
  outline BLOB,
  numbers BLOB,
  lengths BLOB
);
CREATE TABLE IF NOT EXISTS segment_page (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS recent (
  first INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL,
  count INTEGER NOT NULL,
  data BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS recent_generation ON recent(generation, count);
CREATE TABLE IF NOT EXISTS removal (id INTEGER PRIMARY KEY AUTOINCREMENT, first INTEGER NOT NULL, count INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS index_epoch (id INTEGER PRIMARY KEY CHECK (id = 0), epoch INTEGER NOT NULL);
INSERT OR IGNORE INTO index_epoch VALUES (0, 0);
`;

/** Creates the tables of the index where they are absent. */
export function createIndexTables(database: DatabaseSync): void {
  database.exec(schema);
}

/** Tells every reader, in this process and others, to look again; part of each transaction that changes the index. */
export function advanceEpoch(database: DatabaseSync): void {
  database.exec("UPDATE index_epoch SET epoch = epoch + 1");
}

export const region = { terms: 0, postings: 1, positions: 2 } as const;
export type Region = (typeof region)[keyof typeof region];

/** Bytes of a page of postings or positions; the last one of a region is shorter. */
export const pageBytes = 32_000;

/** Row of `segment_page`: segments have up to 2^24 pages in each of four regions. */
export function pageId(segment: number, pageRegion: Region, page: number): number {
  return (segment * 4 + pageRegion) * 0x100_0000 + page;
}
