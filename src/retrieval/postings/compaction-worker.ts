import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "../store/database.ts";
import { compact } from "./compact.ts";
import { type CompactionWorkerData, sharedCells } from "./worker-compactor.ts";

// Only worker-compactor.ts starts this file.
const { path, sizes, cells } = workerData as CompactionWorkerData;

parentPort?.on("message", () => {
  const shouldStop = () => Atomics.load(cells, sharedCells.stop) === 1;
  try {
    if (!shouldStop()) compactOnce(shouldStop);
  } finally {
    Atomics.add(cells, sharedCells.done, 1);
    Atomics.notify(cells, sharedCells.done);
  }
});

function compactOnce(shouldStop: () => boolean): void {
  const database = openDatabase(path);
  try {
    compact(database, sizes, shouldStop);
    if (!shouldStop()) database.exec("PRAGMA wal_checkpoint(PASSIVE)");
  } finally {
    database.close();
  }
}
