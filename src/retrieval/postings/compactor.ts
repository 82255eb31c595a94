import type { DatabaseSync } from "node:sqlite";
import type { IndexSizes } from "./index-sizes.ts";
import { compact } from "./compact.ts";

/** Turns recent additions into segments and small segments into larger ones, some time after it was woken. */
export interface Compactor {
  wake(): void;
  /** Called where no transaction is open; for a compactor without a thread of its own. */
  runPending(): void;
  /** Returns when nothing will touch the database any more, or after two seconds. */
  stop(): void;
}

/** For a database that is only read. */
export const noCompactor: Compactor = { wake() {}, runPending() {}, stop() {} };

/** For a database in memory, which no other thread can open. */
export function inlineCompactor(database: DatabaseSync, sizes: IndexSizes): Compactor {
  let isDue = false;
  return {
    wake() {
      isDue = true;
    },
    runPending() {
      if (!isDue || database.isTransaction) return;
      isDue = false;
      compact(database, sizes, () => false);
    },
    stop() {},
  };
}
