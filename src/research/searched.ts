import { asObservation } from "../agent/observation.ts";
import type { LoopState } from "../agent/state.ts";

/** What a run looked for and where it failed; every report and every `not-found.md` says so. */
export interface SearchedSummary {
  readonly queries: readonly string[];
  readonly sourcesSeen: number;
  readonly failures: readonly string[];
}

/** Read back from the tool results of a run. */
export function searchedSummary(state: LoopState): SearchedSummary {
  const queries = new Set<string>();
  const failures = new Set<string>();
  const results = state.messages.flatMap((message) => (message.role === "tool" ? message.parts : []));
  for (const result of results) {
    const observation = asObservation(result.data);
    if (observation?.type === "search") {
      for (const { query, error } of observation.queries) {
        queries.add(query);
        if (error !== undefined) failures.add(`${query}: ${error}`);
      }
    } else if (observation?.type === "open") {
      for (const page of observation.pages) {
        if (page.error !== undefined) failures.add(`${page.ref}: ${page.error}`);
      }
    }
  }
  const sources = new Set([...state.evidence.values()].map((item) => item.source.id));
  return { queries: [...queries], sourcesSeen: sources.size, failures: [...failures] };
}
