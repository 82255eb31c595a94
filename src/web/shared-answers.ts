/** How often something was asked for, and how often that was answered by what had been asked before. */
export interface SharedCounts {
  readonly asked: number;
  /** From memory, or by an answer that was under way. */
  readonly shared: number;
}

interface Entry<T> {
  readonly answer: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Answers by key, each worked out once: whoever asks while it is under way gets the same answer. The work is stopped
 * when everybody who waits for it has given up, and never because one of them has.
 */
export class SharedAnswers<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #isKept: (answer: T) => boolean;
  readonly #most: number;
  #asked = 0;
  #shared = 0;

  /** An answer that is not kept is given to those who wait for it, and worked out anew for the next one. */
  constructor(options: { readonly isKept: (answer: T) => boolean; readonly most: number }) {
    this.#isKept = options.isKept;
    this.#most = options.most;
  }

  get counts(): SharedCounts {
    return { asked: this.#asked, shared: this.#shared };
  }

  /** Rejects with the signal's reason when it aborts, and with what the work throws. */
  async answer(key: string, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    this.#asked += 1;
    const known = this.#entries.get(key);
    if (known !== undefined) this.#shared += 1;
    const entry = known ?? this.#begin(key, work);
    entry.waiting += 1;
    try {
      return await unlessAborted(entry.answer, signal);
    } finally {
      entry.waiting -= 1;
      // Of what has ended nothing is left to stop.
      if (entry.waiting === 0 && signal.aborted) entry.controller.abort(signal.reason);
    }
  }

  #begin(key: string, work: (signal: AbortSignal) => Promise<T>): Entry<T> {
    const controller = new AbortController();
    const forget = (): void => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    };
    controller.signal.addEventListener("abort", forget, { once: true });
    const answer = work(controller.signal);
    const entry: Entry<T> = { answer, controller, waiting: 0 };
    answer.then((value) => {
      if (!this.#isKept(value)) forget();
    }, forget);
    if (this.#entries.size >= this.#most) this.#entries.delete(this.#entries.keys().next().value ?? "");
    this.#entries.set(key, entry);
    return entry;
  }
}

async function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => {
    aborted.reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
  };
  signal.addEventListener("abort", onAbort, { once: true });
  aborted.promise.catch(() => {});
  try {
    return await Promise.race([answer, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
