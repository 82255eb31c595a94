import type { SourceStore } from "./tool.ts";

/** A source store that forgets with the process: for rollouts, benchmarks and tests. */
export function memorySourceStore(): SourceStore {
  const texts = new Map<string, string>();
  return {
    put: async (source, text) => {
      texts.set(source.id, text);
    },
    has: (id) => texts.has(id),
    text: async (id) => texts.get(id),
  };
}
