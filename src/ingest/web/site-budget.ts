import { getDomain } from "tldts";
import type { Clock } from "../../core/clock.ts";

export interface SiteLimits {
  readonly maxPages: number;
  /** Time spent on the site's pages, all added up. */
  readonly maxMs: number;
}

/** Counts what a run spends on each site, so that a maze of generated pages cannot hold it. */
export class SiteBudget {
  readonly #limits: SiteLimits;
  readonly #clock: Clock;
  readonly #spent = new Map<string, { pages: number; ms: number }>();

  constructor(limits: SiteLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Whether another page of the site may be read. Hosts of one registrable domain are one site. */
  allows(url: string): boolean {
    const { pages, ms } = this.#of(url);
    return pages < this.#limits.maxPages && ms < this.#limits.maxMs;
  }

  /** Counts the page at once and its time when the work ends, however it ends. */
  async spend<T>(url: string, work: () => Promise<T>): Promise<T> {
    const spent = this.#of(url);
    spent.pages += 1;
    const startedMs = this.#clock.monotonicMs();
    try {
      return await work();
    } finally {
      spent.ms += this.#clock.monotonicMs() - startedMs;
    }
  }

  #of(url: string): { pages: number; ms: number } {
    const { hostname, host } = new URL(url);
    const site = getDomain(hostname, { allowPrivateDomains: true }) ?? host;
    const known = this.#spent.get(site) ?? { pages: 0, ms: 0 };
    this.#spent.set(site, known);
    return known;
  }
}
