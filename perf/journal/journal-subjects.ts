import { DatabaseSync } from "node:sqlite";
import type { RunEvent } from "../../src/agent/events.ts";
import { applyEvent, initialState, type LoopState } from "../../src/agent/state.ts";
import { openJournal, readJournal } from "../../src/run/journal.ts";

/** Somewhere that events are kept: written one by one, each durable before the next, and folded into a state again. */
export interface JournalSubject {
  readonly name: string;
  open(file: string): Promise<{ append(event: RunEvent): Promise<void>; close(): Promise<void> }>;
  resume(file: string): Promise<LoopState>;
}

export const deepwellJournal: JournalSubject = {
  name: "deepwell",
  open: async (file) => (await openJournal(file)).journal,
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
      append: async (event) => void insert.run(JSON.stringify(event)),
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
