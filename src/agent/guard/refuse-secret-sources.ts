import type { PageProvider } from "../../web/page-provider.ts";
import type { SearchProvider } from "../../web/search-provider.ts";
import type { SecretMask } from "./secret-mask.ts";

/**
 * A provider that opens no document in which a secret stands. A source is stored and cited byte for byte, so the
 * secret could not be taken out of it.
 */
export function refuseSecretPages(provider: PageProvider, mask: SecretMask): PageProvider {
  return {
    name: provider.name,
    canOpen: (ref) => provider.canOpen(ref),
    async open(ref, signal) {
      const outcome = await provider.open(ref, signal);
      if (outcome.type === "failure" || !mask.holds(JSON.stringify(outcome))) return outcome;
      const message = "a secret of this machine stands in it, so it is no source of this run";
      return { type: "failure", code: "HOLDS_SECRET", message, retryable: false };
    },
  };
}

/** A provider whose hits hold no secret; those that do are left out. */
export function refuseSecretHits(provider: SearchProvider, mask: SecretMask): SearchProvider {
  return {
    name: provider.name,
    async search(query, signal) {
      const outcome = await provider.search(query, signal);
      if (outcome.type === "failure") return outcome;
      return { ...outcome, hits: outcome.hits.filter((hit) => !mask.holds(JSON.stringify(hit))) };
    },
  };
}
