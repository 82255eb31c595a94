import type { EngineMaker } from "./engine-options.ts";

/** How often an engine may be asked, as its provider documents it or, where nothing is said, as politeness has it. */
export interface RateLimit {
  readonly requests: number;
  readonly perMs: number;
}

/** A row of the table of engines: what is known of one without making it. */
export interface EngineEntry {
  /** The same as the engine's own. */
  readonly name: string;
  readonly make: EngineMaker;
  /** What has to be set before it can be asked; an engine that needs nothing may still take a key. */
  readonly needs: "nothing" | "key" | "url";
  /** Environment variables that hold its key, the documented one first; empty where it takes none. */
  readonly keyVariables: readonly string[];
  /** Environment variables that hold its base URL, the documented one first; `DEEPWELL_<NAME>_URL` works for each. */
  readonly urlVariables: readonly string[];
  readonly limit: RateLimit;
  /** Where its API, its limits and its keys are described. */
  readonly documentation: string;
}
