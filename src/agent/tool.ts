import type { z } from "zod";
import { type JsonValue, parseJson } from "../core/json.ts";
import type { Evidence, Source } from "../core/source.ts";
import type { KeptPicture } from "../model/message.ts";
import type { Usage } from "../model/policy.ts";
import type { SideRole } from "./events.ts";

/** Where the full text of every source a run has seen is kept, by content hash. */
export interface SourceStore {
  /** Idempotent: the same source put twice is one source. */
  put(source: Source, text: string): Promise<void>;
  has(sourceId: string): boolean;
  text(sourceId: string): Promise<string | undefined>;
}

export interface ToolContext {
  readonly question: string;
  readonly signal: AbortSignal;
  /** The run's own folder for the agent's files; absolute. */
  readonly workspace: string;
  readonly sources: SourceStore;
  /** Everything the run has seen so far, by citation id. */
  readonly evidence: ReadonlyMap<string, Evidence>;
}

export interface ToolResult {
  /** What a language model reads. */
  readonly content: string;
  /** The same, structured; journaled, and what the embedded policy reads. */
  readonly data?: JsonValue;
  /** Passages that may be cited from now on. */
  readonly evidence?: readonly Evidence[];
  readonly isError?: boolean;
  /** Pictures for a model that sees; `content` has to be understood without them. */
  readonly pictures?: readonly KeptPicture[];
  /** Requests that the tool has made to models; the run pays for them. */
  readonly uses?: readonly ModelUse[];
}

/** One request to a model beside the next action. */
export interface ModelUse {
  readonly role: SideRole;
  /** The name of its policy. */
  readonly model: string;
  /** Absent where the server did not count. */
  readonly usage?: Usage;
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
  /** The policy chooses how much it gets and can ask for more: long results are cut, not kept elsewhere. */
  readonly paged?: boolean;
  /** What it is given may leave the machine, so it is given nothing that the outbound guard refuses. */
  readonly outbound?: boolean;
  run(input: I, context: ToolContext): Promise<ToolResult>;
}

/** A tool whose input type is no longer known outside; its schema still guards `run`. */
export type AnyTool = Pick<Tool, "name" | "description" | "parallel" | "paged" | "outbound"> & {
  readonly input: z.ZodType;
  invoke(input: unknown, context: ToolContext): Promise<ToolResult>;
};

/** Closes a tool over its input type: invalid input becomes a result that tells the policy what was wrong. */
export function defineTool<I>(tool: Tool<I>): AnyTool {
  return {
    name: tool.name,
    description: tool.description,
    parallel: tool.parallel,
    paged: tool.paged ?? false,
    outbound: tool.outbound ?? false,
    input: tool.input,
    async invoke(input, context) {
      const parsed = tool.input.safeParse(input);
      if (!parsed.success)
        return { content: describeInvalidInput(tool.name, input, parsed.error), isError: true };
      return tool.run(parsed.data, context);
    },
  };
}

function describeInvalidInput(toolName: string, input: unknown, error: z.ZodError): string {
  if (typeof input === "string") {
    const parsed = parseJson(input);
    const why = parsed.ok ? "a JSON string instead of an object" : `not valid JSON (${parsed.error})`;
    return `The arguments of ${toolName} are ${why}, so nothing was done. Send them again as one JSON object.`;
  }
  const issues = error.issues.map((issue) => `- ${issue.path.join(".") || "(arguments)"}: ${issue.message}`);
  return `Invalid arguments for ${toolName}, so nothing was done:\n${issues.join("\n")}`;
}
