import { present } from "../../core/present.ts";
import { type WebSearchProvider, webSearchProvider } from "../../ingest/web/web-search-provider.ts";
import type { AuthorityOf } from "../../retrieval/ranking/authority.ts";
import type { PageProvider } from "../../web/page-provider.ts";
import { namedHost } from "../../web/policy/url-policy.ts";
import { createRolloutCache } from "../../web/rollout-cache.ts";
import { CarefulEngine } from "../../web/search/careful-engine.ts";
import { createWebSearch } from "../../web/search/web-search.ts";
import { createWebClient, type WebClient } from "../../web/web-client.ts";
import type { EngineSetup } from "../engine-setups.ts";

export interface OpenedSearch {
  readonly provider: WebSearchProvider;
  close(): Promise<void>;
}

export interface SearchOptions {
  /** Opens the pages that engines find. */
  readonly pages: PageProvider;
  readonly contactUrl?: string;
  /** What is known of publishers. */
  readonly authorityOf?: AuthorityOf;
  /** Called when it turns out that there is no network, each time anew. */
  readonly onNoNetwork?: (why: string) => void;
}

/**
 * The web search of one run. Engines are asked by a client of their own, so that an engine that the user runs on a
 * private host can be asked, while no page can be read from there. Opens no connection and starts no server before it is searched.
 */
export function openSearch(engines: readonly EngineSetup[], options: SearchOptions): OpenedSearch {
  const { pages, contactUrl, authorityOf, onNoNetwork } = options;
  const contact = contactUrl === undefined ? {} : { contactUrl };
  const client = createWebClient({ namedHosts: hostsOf(engines), ...contact });
  const careful = engines.map((setup) => carefulEngine(setup, client, contact));
  const search = createWebSearch({
    engines: careful,
    ...present({ onNoNetwork }),
  });
  const known = authorityOf === undefined ? {} : { authorityOf };
  // A policy that asks again for the same gets the same, and no engine is asked for it twice.
  const provider = webSearchProvider({ search: createRolloutCache().engines(search), pages, ...known });
  return {
    provider,
    async close() {
      provider.close();
      for (const { engine } of careful) await engine.close?.();
      await client.close();
    },
  };
}

function hostsOf(engines: readonly EngineSetup[]): readonly string[] {
  return engines.flatMap(({ baseUrl }) => (baseUrl === undefined ? [] : [namedHost(new URL(baseUrl))]));
}

function carefulEngine(
  { entry, key, baseUrl, account, command }: EngineSetup,
  client: WebClient,
  contact: { readonly contactUrl?: string },
): CarefulEngine {
  const engine = entry.make({
    client,
    ...contact,
    ...present({ key, baseUrl, account, command }),
  });
  const address = baseUrl ?? entry.baseUrl ?? entry.documentation;
  return new CarefulEngine(engine, { limit: entry.limit, address });
}
