import type { EngineEntry } from "./engine-entry.ts";
import { searxng } from "./engines/searxng.ts";
import { wikipedia } from "./engines/wikipedia.ts";

/** Every engine there is, by name. */
export const engineList: readonly EngineEntry[] = [
  {
    name: "searxng",
    make: searxng,
    needs: "url",
    keyVariables: [],
    urlVariables: [
      "SEARXNG_URL",
      "SEARX_URL",
      "SEARXNG_API_URL",
      "SEARXNG_API_BASE_URL",
      "SEARXNG_INSTANCE",
      "SEARX_HOST",
    ],
    // Its limiter, where it is on, lets through 10 requests in 20 s (docs.searxng.org, admin, limiter).
    limit: { requests: 10, perMs: 20_000 },
    documentation: "https://docs.searxng.org/dev/search_api.html",
  },
  {
    name: "wikipedia",
    make: wikipedia,
    needs: "nothing",
    keyVariables: [],
    urlVariables: [],
    // No hard limit for reading; one request after the other is what is asked for (API:Etiquette).
    limit: { requests: 5, perMs: 1_000 },
    documentation: "https://www.mediawiki.org/wiki/API:Search",
  },
];
