import type { RubricJudge } from "../judge/rubric/rubric-judge.ts";

/** A number with a bootstrap confidence interval; `low` and `high` equal `value` where resampling makes no sense. */
export interface MetricValue {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What one run of a suite reports. Numbers only; `config` says how they came about. */
export interface SuiteResult {
  readonly suite: string;
  /** The data directory, as given. */
  readonly data: string;
  /** How many cases were scored. */
  readonly n: number;
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Other systems measured in the same run on the same cases; a peer that is not installed is absent here and named in `config`. */
  readonly baselines: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly config: Readonly<Record<string, unknown>>;
  /** Commit of the measured code; filled in by the command line, absent elsewhere. */
  readonly commit?: string;
}

export interface SuiteOptions {
  /** Directory with the suite's data; `none` for a suite that makes its own. */
  readonly data: string;
  /** Score at most this many cases, chosen by `seed`; absent means all. */
  readonly limit?: number;
  /** Seed of sampling and of the bootstrap, and of what a suite makes; 1 where absent. */
  readonly seed?: number;
  /** For the suite of authority: folder with the collections of which ranked lists are made; found by itself where absent. */
  readonly lists?: string;
  /** For suites that measure a judge: the one to measure; the embedded one where absent. */
  readonly judge?: RubricJudge;
}

/** A quality measurement. `run` throws `AppError` DATA_INVALID when the data cannot be read as this suite's. */
export interface Suite {
  readonly name: string;
  readonly description: string;
  /** False where it makes its own data. */
  readonly needsData?: boolean;
  run(options: SuiteOptions): Promise<SuiteResult>;
}
