import { Worker } from "node:worker_threads";
import type { ParseFailureCode, ParseHints, ParseOutcome } from "../document/document.ts";

/** Bytes of a file from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ParseRequest {
  /** Absolute path of the file to parse. */
  readonly path: string;
  /** Parsed instead of the file, which is then not opened. */
  readonly bytes?: Uint8Array;
  /** Only these bytes of the file. */
  readonly range?: ByteRange;
  /** Set before the range: the header row of a table, a byte-order mark. */
  readonly head?: ByteRange;
  readonly hints: ParseHints;
  /** SHA-256 of bytes that were parsed before; the same bytes are not parsed again. */
  readonly knownHash?: string;
}

export interface ParsedFile {
  readonly outcome: ParseOutcome | { readonly type: "unchanged" };
  /** SHA-256 of the bytes; absent when they could not be read, or not to the end. */
  readonly contentHash?: string;
}

/** Parses documents in worker threads, so that none can hang, exhaust or crash the caller. */
export interface ParsePool {
  readonly size: number;
  /** Rejects only when the signal aborts or the pool is closed. */
  parse(request: ParseRequest, signal: AbortSignal): Promise<ParsedFile>;
  /** Stops all threads, working or not. */
  close(): Promise<void>;
}

export interface ParsePoolOptions {
  readonly size: number;
  /** For one document, reading included. */
  readonly timeoutMs: number;
  /** For one document, heap and buffers counted each for itself, in MiB; 1024 unless given. */
  readonly maxMb?: number;
  /** What the threads run; for tests of the pool itself. */
  readonly workerUrl?: URL;
}

// Beside this file whether it runs as TypeScript or as built JavaScript.
const parserUrl = new URL(
  `./parse-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`,
  import.meta.url,
);
/** How often a thread's buffers are looked at; the engine itself bounds only its heap. */
const memoryCheckMs = 200;
const mebibyte = 1024 * 1024;
const usualMb = 1024;

interface Limits {
  readonly timeoutMs: number;
  readonly maxMb: number;
}

type Ending =
  | { readonly type: "reply"; readonly file: ParsedFile }
  | { readonly type: "timeout" }
  | { readonly type: "memory" }
  | { readonly type: "aborted" }
  | { readonly type: "crashed"; readonly error: unknown };

/** Starts no thread before the first document; a thread that had to be stopped is replaced when it is needed. */
export function createParsePool(options: ParsePoolOptions): ParsePool {
  const { timeoutMs, maxMb = usualMb, workerUrl = parserUrl } = options;
  const idle = new Set<Worker>();
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let isClosed = false;

  const start = (): Worker => {
    const resourceLimits = { maxOldGenerationSizeMb: maxMb, maxYoungGenerationSizeMb: 24 };
    // Options of the main thread, such as `--eval`, are not for this one.
    const worker = new Worker(workerUrl, { resourceLimits, execArgv: [], stdout: true, stderr: true });
    worker.unref();
    // A thread can also end while nobody waits for it, by what a document left behind in it.
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      idle.delete(worker);
      all.delete(worker);
    });
    all.add(worker);
    return worker;
  };
  const acquire = async (): Promise<{ readonly worker: Worker; readonly isFresh: boolean }> => {
    while (idle.size === 0 && all.size >= options.size && !isClosed) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    if (isClosed) throw new Error("the parse pool is closed");
    const [worker] = idle;
    if (worker === undefined) return { worker: start(), isFresh: true };
    idle.delete(worker);
    return { worker, isFresh: false };
  };
  const release = async (worker: Worker, isReusable: boolean): Promise<void> => {
    if (isReusable && !isClosed && all.has(worker)) idle.add(worker);
    else {
      await worker.terminate();
      all.delete(worker);
    }
    waiting.shift()?.();
  };
  const parse = async (request: ParseRequest, signal: AbortSignal): Promise<ParsedFile> => {
    signal.throwIfAborted();
    const { worker, isFresh } = await acquire();
    if (signal.aborted) await release(worker, true);
    signal.throwIfAborted();
    const ending = await ask(worker, request, { timeoutMs, maxMb, signal });
    await release(worker, ending.type === "reply");
    if (ending.type === "reply") return ending.file;
    signal.throwIfAborted();
    // The thread may have died of the document before this one; a thread of its own tells.
    if (ending.type === "crashed" && !isFresh && !isClosed) return parse(request, signal);
    return { outcome: { type: "failure", ...describe(ending, { timeoutMs, maxMb }) } };
  };

  return {
    size: options.size,
    parse,
    async close() {
      isClosed = true;
      for (const resume of waiting.splice(0)) resume();
      await Promise.all(Array.from(all, (worker) => worker.terminate()));
    },
  };
}

/** Sends one request to a thread and waits for what happens first. */
function ask(
  worker: Worker,
  request: ParseRequest,
  { timeoutMs, maxMb, signal }: Limits & { readonly signal: AbortSignal },
): Promise<Ending> {
  return new Promise((resolve) => {
    const finish = (ending: Ending): void => {
      clearTimeout(timer);
      clearInterval(watch);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      signal.removeEventListener("abort", onAbort);
      worker.unref();
      resolve(ending);
    };
    // The worker is part of this program: what it posts is what it says it posts.
    const onMessage = (file: ParsedFile): void => finish({ type: "reply", file });
    const onError = (error: unknown): void => finish({ type: "crashed", error });
    const onExit = (): void => finish({ type: "crashed", error: undefined });
    const onAbort = (): void => finish({ type: "aborted" });
    const timer = setTimeout(() => finish({ type: "timeout" }), timeoutMs);
    const watch = setInterval(() => {
      void buffersOf(worker).then((bytes) => {
        if (bytes > maxMb * mebibyte) finish({ type: "memory" });
      });
    }, memoryCheckMs);
    worker.ref();
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", onAbort, { once: true });
    worker.postMessage(request);
  });
}

/** Bytes that a thread holds outside its heap. */
async function buffersOf(worker: Worker): Promise<number> {
  try {
    return (await worker.getHeapStatistics()).external_memory;
  } catch (error) {
    // The thread has ended in the meantime, and its end is reported by itself.
    if (error instanceof Error) return 0;
    throw error;
  }
}

function describe(
  ending: Exclude<Ending, { readonly type: "reply" }>,
  { timeoutMs, maxMb }: Limits,
): { readonly code: ParseFailureCode; readonly message: string } {
  if (ending.type === "timeout") {
    return { code: "TIMEOUT", message: `Reading it took longer than ${Math.round(timeoutMs / 1000)} s.` };
  }
  const error = ending.type === "crashed" ? ending.error : undefined;
  const isHeap = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (ending.type === "memory" || isHeap) {
    return { code: "OUT_OF_MEMORY", message: `Reading it needs more than ${maxMb} MiB of memory.` };
  }
  return { code: "CORRUPT", message: "The parser broke down over it." };
}
