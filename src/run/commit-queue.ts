/** The end of a file. */
export interface FileEnd {
  /** Gives text to the operating system: it outlasts this process, but not yet a loss of power. */
  write(text: string): void;
  sync(): Promise<void>;
}

/**
 * Lines at the end of a file, in the order in which they came. Those that come while others are on their way share one
 * write and one sync. Nothing is written behind a line that could not be kept: all that come later reject alike.
 */
export class CommitQueue {
  readonly #file: FileEnd;
  /** Of the newest batch, until it is written. */
  #lines: string[] = [];
  #begin: (() => void) | undefined;
  #written: Promise<void> = Promise.resolve();
  #synced: Promise<void> = Promise.resolve();

  constructor(file: FileEnd) {
    this.#file = file;
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

  /** Resolves once all lines so far are written. */
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
    this.#synced = this.#written.then(() => this.#file.sync());
    // Who waits for either hears of a failure; nobody has to.
    this.#written.catch(() => {});
    this.#synced.catch(() => {});
  }

  #write(): void {
    const lines = this.#lines.join("");
    this.#lines = [];
    this.#begin = undefined;
    this.#file.write(lines);
  }
}
