import { Worker } from "node:worker_threads";
import type { ToolResult } from "../../agent/tool.ts";
import { withDeadline } from "../../core/abort.ts";
import type { WorkspaceMatches, WorkspaceQuery } from "./search-workspace.ts";

/** An expression that has not come to an end by then never will. */
const usualTimeoutMs = 10_000;

export interface SearchLimits {
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** Searches the files of the workspace in a thread of its own, which is stopped at the deadline. */
export async function searchFiles(
  query: WorkspaceQuery,
  { signal, timeoutMs = usualTimeoutMs }: SearchLimits,
): Promise<ToolResult> {
  const outcome = await withDeadline((stop) => inThread(query, stop), { timeoutMs, signal });
  if (outcome.type === "value") return describeMatches(query, outcome.value);
  if (outcome.type === "aborted") return failure("The search was stopped.");
  const advice = query.regex
    ? "Write a simpler expression, or search for text."
    : "Search one folder or file.";
  return failure(`The search did not end within ${timeoutMs / 1000} s and was stopped. ${advice}`);
}

function inThread(query: WorkspaceQuery, signal: AbortSignal): Promise<WorkspaceMatches> {
  const worker = new Worker(new URL("./search-worker.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  signal.addEventListener("abort", () => void worker.terminate(), { once: true });
  return new Promise<WorkspaceMatches>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the search ended without a result")));
    worker.postMessage(query);
  }).finally(() => void worker.terminate());
}

function describeMatches({ query, regex }: WorkspaceQuery, found: WorkspaceMatches): ToolResult {
  if (found.type === "bad-regex") {
    return failure(`${JSON.stringify(query)} cannot be searched for: ${found.message}`);
  }
  const { matches, total, files, passedOver } = found;
  const where = `${files} files${passedOver === 0 ? "" : ` (${passedOver} of them no text or too large)`}`;
  const how = regex ? "match" : "hold";
  const head = `${total} lines in ${where} ${how} ${JSON.stringify(query)}${total > matches.length ? `; the first ${matches.length}` : ""}`;
  return {
    content: [head, ...matches.map((match) => `${match.path}:${match.line}: ${match.excerpt}`)].join("\n"),
  };
}

function failure(content: string): ToolResult {
  return { content, isError: true };
}
