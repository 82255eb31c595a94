import type { Usage } from "./policy.ts";

const optionalCounts = ["cachedInputTokens", "cacheWriteInputTokens", "reasoningTokens", "images"] as const;

/** What two requests used together; a count that neither has stays absent. */
export function addUsage(a: Usage | undefined, b: Usage | undefined): Usage | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const optional = optionalCounts.flatMap((name) => {
    const isCounted = a[name] !== undefined || b[name] !== undefined;
    return isCounted ? [[name, (a[name] ?? 0) + (b[name] ?? 0)]] : [];
  });
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    ...Object.fromEntries(optional),
  };
}
