import type { AskedEngine, WebFindings } from "../../web/search-provider.ts";
import type { EngineUse } from "../report.ts";

/** Counts what the search engines of the web did for a run, from what its searches and pages tell. */
export class EngineTally {
  readonly #uses = new Map<string, EngineUse>();
  readonly #reasons = new Map<string, string>();
  readonly #leads = new Set<string>();
  readonly #read = new Set<string>();

  see({ engines = [], leads = [] }: WebFindings): void {
    for (const asked of engines) this.#count(asked);
    for (const { url } of leads) this.#leads.add(url);
  }

  /** A page was opened under these addresses. */
  read(urls: readonly string[]): void {
    for (const url of urls) this.#read.add(url);
  }

  get engines(): readonly EngineUse[] {
    return [...this.#uses.values()];
  }

  get leads(): number {
    return this.#leads.difference(this.#read).size;
  }

  /** Each engine that failed, with the first reason. */
  get failures(): readonly string[] {
    return [...this.#reasons].map(([engine, why]) => `${engine}: ${why}`);
  }

  #count({ engine, state, found = 0, unmapped = [], why = "" }: AskedEngine): void {
    const known = this.#uses.get(engine) ?? noUse(engine);
    this.#uses.set(engine, {
      ...known,
      [state]: known[state] + 1,
      found: known.found + found,
      unmapped: [...new Set([...known.unmapped, ...unmapped])],
    });
    if (state === "failed" && !this.#reasons.has(engine)) this.#reasons.set(engine, why);
  }
}

function noUse(engine: string): EngineUse {
  return { engine, answered: 0, failed: 0, skipped: 0, found: 0, unmapped: [] };
}
