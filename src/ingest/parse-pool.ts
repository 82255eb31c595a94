import { Worker } from "node:worker_threads";
import type { ParseHints, ParseOutcome } from "../document/document.ts";

export interface ParseRequest {
  /** Absolute path of the file to parse. */
  readonly path: string;
  /** Only these bytes of it. */
  readonly range?: { readonly start: number; readonly end: number };
  readonly hints: ParseHints;
}

export interface ParsedFile {
  readonly outcome: ParseOutcome;
  /** SHA-256 of the bytes; absent when they could not be read. */
  readonly contentHash?: string;
}

/** Parses files in worker threads, so that no document can hang, exhaust or crash the caller. */
export interface ParsePool {
  readonly size: number;
  /** Rejects only when the signal aborts. */
  parse(request: ParseRequest, signal: AbortSignal): Promise<ParsedFile>;
  close(): Promise<void>;
}

export interface ParsePoolOptions {
  readonly size: number;
  /** For one document, reading included. */
  readonly timeoutMs: number;
  /** Heap of one worker, in MiB. */
  readonly maxHeapMb: number;
}

// Beside this file whether it runs as TypeScript or as built JavaScript.
const workerUrl = new URL(
  `./parse-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`,
  import.meta.url,
);

/** Starts no thread before the first document; a thread that had to be stopped is replaced by a new one. */
export function createParsePool(options: ParsePoolOptions): ParsePool {
  const idle: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  const all = new Set<Worker>();

  const start = (): Worker => {
    const resourceLimits = { maxOldGenerationSizeMb: options.maxHeapMb, stackSizeMb: 8 };
    const worker = new Worker(workerUrl, { resourceLimits, stderr: true, stdout: true });
    worker.setMaxListeners(0);
    worker.unref();
    all.add(worker);
    return worker;
  };
  const acquire = async (): Promise<Worker> => {
    const free = idle.pop();
    if (free !== undefined) return free;
    if (all.size < options.size) return start();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const release = (worker: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next(worker);
  };
  const replace = (worker: Worker): void => {
    all.delete(worker);
    void worker.terminate();
    const next = waiting.shift();
    if (next !== undefined) next(start());
  };

  return {
    size: options.size,
    async parse(request, signal) {
      signal.throwIfAborted();
      const worker = await acquire();
      const reply = signal.aborted
        ? ({ type: "aborted" } as const)
        : await ask(worker, request, { timeoutMs: options.timeoutMs, signal });
      if (reply.type === "parsed") release(worker);
      else replace(worker);
      if (reply.type === "parsed") return reply.file;
      signal.throwIfAborted();
      return { outcome: failureOf(reply, options) };
    },
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
      all.clear();
      idle.length = 0;
    },
  };
}

type Reply =
  | { readonly type: "parsed"; readonly file: ParsedFile }
  | { readonly type: "timeout" }
  | { readonly type: "aborted" }
  | { readonly type: "crashed"; readonly error: unknown };

function ask(
  worker: Worker,
  request: ParseRequest,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Reply> {
  return new Promise((resolve) => {
    const finish = (reply: Reply): void => {
      clearTimeout(timer);
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
      options.signal.removeEventListener("abort", onAbort);
      worker.unref();
      resolve(reply);
    };
    // The worker is part of this program: what it posts is what it says it posts.
    const onMessage = (file: ParsedFile): void => finish({ type: "parsed", file });
    const onError = (error: unknown): void => finish({ type: "crashed", error });
    const onExit = (): void => finish({ type: "crashed", error: undefined });
    const onAbort = (): void => finish({ type: "aborted" });
    const timer = setTimeout(() => finish({ type: "timeout" }), options.timeoutMs);
    worker.ref();
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.on("exit", onExit);
    options.signal.addEventListener("abort", onAbort, { once: true });
    worker.postMessage(request);
  });
}

function failureOf(reply: Exclude<Reply, { type: "parsed" }>, options: ParsePoolOptions): ParseOutcome {
  if (reply.type === "timeout") {
    const message = `reading it took longer than ${Math.round(options.timeoutMs / 1000)} s`;
    return { type: "failure", code: "TIMEOUT", message };
  }
  const error = reply.type === "crashed" ? reply.error : undefined;
  const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (isMemory) {
    return {
      type: "failure",
      code: "OUT_OF_MEMORY",
      message: `reading it needs more than ${options.maxHeapMb} MiB`,
    };
  }
  return { type: "failure", code: "CORRUPT", message: "the parser stopped at it" };
}
