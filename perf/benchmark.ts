/** One measured figure of one subject: the spread over the repeats of this run. */
export interface PerfRow {
  /** What was measured: `deepwell`, or the peer beside it. */
  readonly subject: string;
  readonly metric: string;
  readonly unit: string;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface PerfResult {
  readonly rows: readonly PerfRow[];
  /** Deepwell against a peer, from this one run: machines are noisy, ratios less so. */
  readonly ratios: Readonly<Record<string, number>>;
  /** What a reader must know to judge the figures: peers that were missing, sizes that were left out. */
  readonly notes: readonly string[];
}

export interface PerfOptions {
  /** Only these sizes, where a benchmark has sizes. */
  readonly sizes?: readonly number[];
  /** A folder with data of the benchmark's own kind; without it, data is made. */
  readonly data?: string;
  /** Only these subjects. */
  readonly subjects?: readonly string[];
  readonly seed: number;
  /** Progress for people; never part of the result. */
  readonly say: (line: string) => void;
}

/** A speed or memory measurement; run by `npm run perf -- NAME`. */
export interface PerfBenchmark {
  readonly name: string;
  readonly description: string;
  run(options: PerfOptions): Promise<PerfResult>;
}
