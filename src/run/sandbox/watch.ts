import { Worker } from "node:worker_threads";
import type { SandboxLimits } from "./limits.ts";
import type { Exceeded } from "./measure.ts";

export interface WatchTask {
  /** Process id on this machine of the first process of the sandbox; killing it kills all of them. */
  readonly firstProcess: number;
  readonly workspace: string;
  readonly limits: SandboxLimits;
}

/** What the worker tells. */
export type WatchReport =
  | { readonly type: "watching" }
  | { readonly type: "exceeded"; readonly exceeded: Exceeded };

export interface Watch {
  /** Resolves once the first measurement was good; rejects when the sandbox cannot be measured. */
  readonly started: Promise<void>;
  /** The limit for which the sandbox was killed, so far. */
  exceeded(): Exceeded | undefined;
  stop(): Promise<void>;
}

/**
 * Measures a sandbox from outside and kills all of it when it exceeds a limit. In a thread of its own, so that
 * work on this one does not delay it. `onEnd` is called when nothing watches any more, whatever the reason.
 */
export function watch(task: WatchTask, onEnd: () => void): Watch {
  const worker = new Worker(new URL("./watch-worker.ts", import.meta.url), { workerData: task });
  let found: Exceeded | undefined;
  const started = new Promise<void>((resolve, reject) => {
    worker.on("message", (report: WatchReport) => {
      if (report.type === "exceeded") found = report.exceeded;
      resolve();
    });
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the watch ended before it began")));
  });
  started.catch(() => {});
  worker.once("exit", onEnd);
  worker.unref();
  return {
    started,
    exceeded: () => found,
    async stop() {
      await worker.terminate();
    },
  };
}
