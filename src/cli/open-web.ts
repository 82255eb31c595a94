import path from "node:path";
import { present } from "../core/present.ts";
import { createParsePool, type ParsePool } from "../ingest/parse-pool.ts";
import type { PageRenderer } from "../web/browser/browsing.ts";
import { openWebStore, type WebStore } from "../web/store/web-store.ts";
import { createWebClient, type WebClient } from "../web/web-client.ts";
import type { WebSettings } from "./web-settings.ts";

/** What pages of the web are read with. */
export interface OpenedWeb {
  readonly client: WebClient;
  readonly pool: ParsePool;
  readonly store: WebStore;
  /** Runs the scripts of pages that are empty without them. */
  readonly renderer?: PageRenderer;
  close(): Promise<void>;
}

/** For one document. */
const parseLimits = { timeoutMs: 30_000, maxMb: 256 };

/** Opens the web client over the cache that all runs share. Opens no connection by itself. */
export function openWeb(settings: WebSettings, cacheDir: string): OpenedWeb {
  const { namedHosts, contactUrl } = settings;
  const store = openWebStore(path.join(cacheDir, "web.sqlite"));
  const client = createWebClient({ store, namedHosts, ...present({ contactUrl }) });
  const pool = createParsePool({ size: 2, ...parseLimits });
  return {
    client,
    pool,
    store,
    async close() {
      await Promise.all([client.close(), pool.close()]);
      store.close();
    },
  };
}
