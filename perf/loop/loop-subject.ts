export interface LoopTask {
  readonly url: string;
  readonly turns: number;
  /** Told before each request how long the loop has waited for the disk since the last one. */
  readonly waited: (milliseconds: number) => void;
}

/** Does the whole task against the server. */
export type LoopRun = (task: LoopTask) => Promise<void>;

/** Undefined where the project is not installed. */
export type OpenLoop = () => Promise<LoopRun | undefined>;
