import { memorySourceStore } from "./memory-source-store.ts";
import type { ToolContext } from "./tool.ts";

/** What a tool is called with in tests of tools: a signal that never aborts, and sources in memory. */
export function toolContext(overrides: Partial<ToolContext> = {}): ToolContext {
  return {
    question: "?",
    signal: new AbortController().signal,
    workspace: "/nowhere",
    sources: memorySourceStore(),
    evidence: new Map(),
    ...overrides,
  };
}
