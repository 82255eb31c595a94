import type { DatabaseSync } from "node:sqlite";
import type { FileRecord } from "../stored-document.ts";

/** What the library remembers of ingested files. */
export class FileTable {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  all(): ReadonlyMap<string, FileRecord> {
    const rows = this.#database.prepare("SELECT record FROM file ORDER BY path").all();
    // Only `put` writes this column.
    const records = rows.map((row) => JSON.parse(String(row["record"])) as FileRecord);
    return new Map(records.map((record) => [record.path, record]));
  }

  put(records: readonly FileRecord[]): void {
    const insert = this.#database.prepare("INSERT OR REPLACE INTO file(path, record) VALUES (?, ?)");
    for (const record of records) insert.run(record.path, JSON.stringify(record));
  }

  delete(paths: readonly string[]): void {
    const remove = this.#database.prepare("DELETE FROM file WHERE path = ?");
    for (const path of paths) remove.run(path);
  }
}
