import type { RunEvent } from "../../agent/events.ts";
import { asObservation } from "../../agent/observation.ts";
import { present } from "../../core/present.ts";
import type { Source } from "../../core/source.ts";
import type { Searched } from "../report.ts";
import { EngineTally } from "./engine-tally.ts";
import type { SourceDiscovery } from "./source-records.ts";
import { SourceRanks } from "./source-ranks.ts";

/** What a run's events tell about its search, for the report; queries in the order in which they were first made. */
export interface RunSearch extends Searched {
  readonly discovery: ReadonlyMap<string, SourceDiscovery>;
  /** The source that its searches ranked best, whether or not it says what was asked. */
  readonly nearest?: Source;
}

/** Reads from a run's events which queries found which source, which were opened, and what failed. */
export function collectDiscovery(events: Iterable<RunEvent>): RunSearch {
  const discovery = new Map<string, { readonly queries: Set<string>; opened: boolean }>();
  const queries = new Set<string>();
  const failures = new Set<string>();
  const tally = new EngineTally();
  const ranks = new SourceRanks();
  const entry = (sourceId: string): { readonly queries: Set<string>; opened: boolean } => {
    const known = discovery.get(sourceId) ?? { queries: new Set<string>(), opened: false };
    discovery.set(sourceId, known);
    return known;
  };
  for (const event of events) {
    if (event.type !== "tool-result") continue;
    for (const { source } of event.evidence) entry(source.id);
    const observation = asObservation(event.data);
    if (event.isError && observation === undefined)
      failures.add(`${event.toolName}: ${firstLine(event.content)}`);
    if (observation?.type === "search") {
      for (const { query, hits, error, engines = [], leads = [] } of observation.queries) {
        queries.add(query);
        tally.see({ engines, leads });
        if (error !== undefined) failures.add(`${query}: ${firstLine(error)}`);
        ranks.see(hits.map(({ source }) => source));
        for (const hit of hits) entry(hit.source.id).queries.add(query);
      }
    }
    if (observation?.type === "open") {
      for (const page of observation.pages) {
        if (page.error !== undefined) failures.add(`${page.ref}: ${firstLine(page.error)}`);
        if (page.source !== undefined) entry(page.source.id).opened = true;
        if (page.source !== undefined) tally.read([page.ref, page.source.url]);
      }
    }
  }
  return {
    discovery: new Map(
      [...discovery].map(([id, found]) => [id, { queries: [...found.queries], opened: found.opened }]),
    ),
    queries: [...queries],
    sourcesSeen: discovery.size,
    failures: [...failures, ...tally.failures.map(firstLine)],
    engines: tally.engines,
    leads: tally.leads,
    ...present({ nearest: ranks.best }),
  };
}

function firstLine(text: string): string {
  return (text.split("\n", 1)[0] ?? "").slice(0, 200);
}
