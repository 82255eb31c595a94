import type { FileHandle } from "node:fs/promises";

/**
 * Lines at the end of a file, in the order in which they came. Those that come while others are on their way share one
 * write and one sync. Nothing is written behind a line that could not be kept: all that come later reject alike.
 */
export class CommitQueue {
  readonly #handle: Pick<FileHandle, "appendFile" | "datasync">;
  /** Of the newest batch, until it is written. */
  #lines: string[] = [];
  #begin: (() => void) | undefined;
  #written: Promise<void> = Promise.resolve();
  #synced: Promise<void> = Promise.resolve();

  constructor(handle: Pick<FileHandle, "appendFile" | "datasync">) {
    this.#handle = handle;
  }

  /** Whether the next line shares its sync with one before it. */
  get hasOpenBatch(): boolean {
    return this.#lines.length > 0;
  }

  /** Resolves once the line is on disk. It is on its way when the event loop comes round, or when somebody waits for it. */
  append(line: string): Promise<void> {
    if (this.#lines.push(line) === 1) this.#openBatch();
    return this.#synced;
  }

  /** Resolves once the operating system has all lines so far: they outlast this process, but not yet a loss of power. */
  written(): Promise<void> {
    this.#begin?.();
    return this.#written;
  }

  /** Resolves once all lines so far are on disk. */
  synced(): Promise<void> {
    this.#begin?.();
    return this.#synced;
  }

  #openBatch(): void {
    const begun = Promise.withResolvers<void>();
    const before = this.#synced;
    setImmediate(begun.resolve);
    this.#begin = begun.resolve;
    this.#written = begun.promise.then(() => before).then(() => this.#write());
    this.#synced = this.#written.then(() => this.#handle.datasync());
    // Who waits for either hears of a failure; nobody has to.
    this.#written.catch(() => {});
    this.#synced.catch(() => {});
  }

  #write(): Promise<void> {
    const lines = this.#lines.join("");
    this.#lines = [];
    this.#begin = undefined;
    return this.#handle.appendFile(lines);
  }
}
