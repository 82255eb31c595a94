import { readFile } from "node:fs/promises";
import path from "node:path";
import { present } from "../../core/present.ts";
import type { FakeWeb } from "../../fake-web/fake-web.ts";
import type { ParsePool } from "../../ingest/parse-pool.ts";
import { webPageProvider } from "../../ingest/web/web-page-provider.ts";
import { webSearchProvider } from "../../ingest/web/web-search-provider.ts";
import type { Policy } from "../../model/policy.ts";
import type { Report } from "../../report/report.ts";
import { research } from "../../research/research.ts";
import { CarefulEngine } from "../../web/search/careful-engine.ts";
import { engineList } from "../../web/search/engine-list.ts";
import { createWebSearch } from "../../web/search/web-search.ts";
import type { WebClient } from "../../web/web-client.ts";

/** What every question is asked with. */
export interface Asking {
  readonly web: FakeWeb;
  readonly client: WebClient;
  readonly pool: ParsePool;
  readonly policy: Policy;
  readonly runsDir: string;
  /** How long slow and silent servers are waited for, once for each query; 4,000 unless given. */
  readonly readingMs?: number;
}

/** What came of a question; without a report where the run found none. */
export interface Told {
  /** Of the run. */
  readonly directory: string;
  readonly markdown: string;
  readonly report?: Report;
}

const maxTurns = 14;

/** Puts one question to a policy that searches and reads the fake web as the product searches and reads the web. */
export async function askFakeWeb(question: string, asking: Asking): Promise<Told> {
  const { web, client, pool, policy, runsDir, readingMs = 4_000 } = asking;
  const entry = engineList.find(({ name }) => name === "searxng");
  if (entry === undefined) throw new Error("there is no adapter for SearXNG");
  const engine = entry.make({ client, baseUrl: web.searchUrl });
  const careful = new CarefulEngine(engine, { limit: entry.limit, address: web.searchUrl });
  const pages = webPageProvider({ client, pool, timeoutMs: readingMs });
  const found = webSearchProvider({ search: createWebSearch({ engines: [careful] }), pages, readingMs });
  try {
    const run = await research({
      question,
      policy,
      search: [found],
      pages: [pages, found],
      runsDir,
      limits: { maxTurns },
    });
    const { report, directory } = await run.result;
    const markdown = report === undefined ? "" : await readFile(path.join(directory, "report.md"), "utf8");
    return { directory, markdown, ...present({ report }) };
  } finally {
    found.close();
  }
}
