import type { PageProvider } from "../../web/page-provider.ts";
import type { SearchProvider } from "../../web/search-provider.ts";

/** What the surfer searches and opens. */
export interface SurferProviders {
  /** Asked in parallel; their hits are merged. */
  readonly search: readonly SearchProvider[];
  /** The first that can open a reference opens it. */
  readonly pages: readonly PageProvider[];
}
