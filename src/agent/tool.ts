import type { z } from "zod";
import type { JsonValue } from "../core/json.ts";
import type { Evidence, Source } from "../core/source.ts";

/** Where the full text of every source a run has seen is kept, by content hash. */
export interface SourceStore {
  /** Idempotent: the same source put twice is one source. */
  put(source: Source, text: string): Promise<void>;
  text(sourceId: string): Promise<string | undefined>;
}

export interface ToolContext {
  readonly signal: AbortSignal;
  /** The run's own folder for the agent's files; absolute. */
  readonly workspace: string;
  readonly sources: SourceStore;
}

export interface ToolResult {
  /** What a language model reads. */
  readonly content: string;
  /** The same, structured; journaled, and what the embedded policy reads. */
  readonly data?: JsonValue;
  /** Passages that may be cited from now on. */
  readonly evidence?: readonly Evidence[];
  readonly isError?: boolean;
}

/**
 * Something the agent can do. `run` returns a result for everything the world does (a page that is
 * gone, a file that is absent) and throws only for bugs; the loop turns even those into results.
 */
export interface Tool<I = unknown> {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<I>;
  /** Calls of one turn may run at the same time. */
  readonly parallel: boolean;
  run(input: I, context: ToolContext): Promise<ToolResult>;
}
