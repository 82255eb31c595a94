import type { PromiseId } from "../test/promises.ts";

export interface ProofOptions {
  readonly seed: number;
  /** How often the repeated part is repeated; the full form's number unless given. */
  readonly size?: number;
  /** Folder of the data that some proofs need. */
  readonly data?: string;
  /** Progress for people; never part of the result. */
  readonly say: (line: string) => void;
}

export interface ProofResult {
  readonly tried: number;
  /** One line for each try that broke the promise. */
  readonly failures: readonly string[];
}

/** A promise in its full form; run by `npm run prove -- PROMISE`. The suite has the fast form of the same. */
export interface Proof {
  readonly promise: PromiseId;
  /** `suite` for the suite's own tests, each counted as one try; `full` unless given. */
  readonly form?: "full" | "suite";
  run(options: ProofOptions): Promise<ProofResult>;
}
