import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Compactor } from "./compactor.ts";
import type { IndexSizes } from "./index-sizes.ts";

/** What the two threads share: how often work was asked for and done, and whether to stop. */
export const sharedCells = { asked: 0, done: 1, stop: 2 } as const;

export interface CompactionWorkerData {
  readonly path: string;
  readonly sizes: IndexSizes;
  readonly cells: Int32Array;
}

const stopTimeoutMs = 2_000;
/** Merging makes much that is soon forgotten: without a limit it takes more room the longer it lasts. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };
// The same file compiled ends in .js.
const workerFile = new URL(`./compaction-worker${extname(import.meta.url)}`, import.meta.url);

/** Merges in a thread with a connection of its own; the thread starts with the first call and keeps no process alive. */
export function workerCompactor(path: string, sizes: IndexSizes): Compactor {
  const cells = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  let worker: Worker | undefined;

  const start = (): Worker => {
    const workerData: CompactionWorkerData = { path, sizes, cells };
    const started = new Worker(workerFile, { workerData, resourceLimits });
    started.unref();
    // Merging that failed is tried again when it is next due.
    started.on("error", () => {
      worker = undefined;
      Atomics.store(cells, sharedCells.done, Atomics.load(cells, sharedCells.asked));
    });
    return started;
  };
  return {
    wake() {
      Atomics.add(cells, sharedCells.asked, 1);
      worker ??= start();
      worker.postMessage("wake");
    },
    runPending() {},
    stop() {
      Atomics.store(cells, sharedCells.stop, 1);
      const deadline = performance.now() + stopTimeoutMs;
      for (;;) {
        const done = Atomics.load(cells, sharedCells.done);
        const left = deadline - performance.now();
        if (worker === undefined || done >= Atomics.load(cells, sharedCells.asked) || left <= 0) break;
        Atomics.wait(cells, sharedCells.done, done, left);
      }
      void worker?.terminate();
      worker = undefined;
    },
  };
}
