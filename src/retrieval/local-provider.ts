import type { PageProvider } from "../web/page-provider.ts";
import type { SearchProvider } from "../web/search-provider.ts";
import type { Library } from "./library.ts";

const sourceIdPrefix = /^[0-9a-f]{8,64}$/;

/** The library behind the seams of search engine and page reader; opens nothing that was not ingested. */
export function localSearchProvider(library: Library, name = "local"): SearchProvider & PageProvider {
  return {
    name,
    search: (query, signal) => library.search(query, signal),
    canOpen: (ref) => find(library, ref) !== undefined,
    async open(ref, signal) {
      signal.throwIfAborted();
      const source = find(library, ref);
      const text = source && library.text(source.id);
      if (source === undefined || text === undefined) {
        return {
          type: "failure",
          code: "NOT_FOUND",
          message: `Not in the local library: ${ref}`,
          retryable: false,
        };
      }
      return { type: "page", source, text, passages: library.passages(source.id) };
    },
  };
}

function find(library: Library, ref: string) {
  return sourceIdPrefix.test(ref) ? library.source(ref) : library.findByUrl(ref);
}
