import { DatabaseSync } from "node:sqlite";
import type { RunEvent } from "../../src/agent/events.ts";
import { applyEvent, initialState, type LoopState } from "../../src/agent/state.ts";
import { openJournal, readJournal } from "../../src/run/journal.ts";

/** Somewhere that events are kept: appended, made durable together, and folded into a state again. */
export interface JournalSubject {
  readonly name: string;
  open(file: string): Promise<JournalWriter>;
  resume(file: string): Promise<LoopState>;
}

export interface JournalWriter {
  append(event: RunEvent): void;
  /** Resolves once all that was appended is on disk. */
  synced(): Promise<void>;
  close(): Promise<void>;
}

export const deepwellJournal: JournalSubject = {
  name: "deepwell",
  async open(file) {
    const { journal } = await openJournal(file);
    return { ...journal, append: (event) => void journal.append(event) };
  },
  resume: async (file) => (await readJournal(file)).reduce(applyEvent, initialState([])),
};

export const sqliteJournal: JournalSubject = {
  name: "node:sqlite",
  async open(file) {
    const database = new DatabaseSync(file);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    database.exec("CREATE TABLE event (number INTEGER PRIMARY KEY, json TEXT NOT NULL)");
    const insert = database.prepare("INSERT INTO event (json) VALUES (?)");
    return {
      append(event) {
        if (!database.isTransaction) database.exec("BEGIN");
        insert.run(JSON.stringify(event));
      },
      async synced() {
        database.exec("COMMIT");
      },
      async close() {
        database.close();
      },
    };
  },
  async resume(file) {
    const database = new DatabaseSync(file, { readOnly: true });
    let state = initialState([]);
    for (const { json } of database.prepare("SELECT json FROM event ORDER BY number").iterate()) {
      // Written by this benchmark.
      state = applyEvent(state, JSON.parse(String(json)) as RunEvent);
    }
    database.close();
    return state;
  },
};
