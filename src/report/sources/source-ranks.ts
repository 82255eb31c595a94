import { reciprocalRank } from "../../core/reciprocal-rank.ts";
import type { Source } from "../../core/source.ts";

/** Ranks sources over all searches of a run by their places: scores are comparable within one search only. */
export class SourceRanks {
  readonly #ranked = new Map<string, { readonly source: Source; readonly score: number }>();

  /** The sources of the hits of one query, best first. */
  see(found: readonly Source[]): void {
    const sources = new Map(found.map((source) => [source.id, source]));
    for (const [place, source] of [...sources.values()].entries()) {
      const before = this.#ranked.get(source.id)?.score ?? 0;
      this.#ranked.set(source.id, { source, score: before + reciprocalRank(place) });
    }
  }

  /** The source that was ranked best, the first of several; undefined where nothing was found. */
  get best(): Source | undefined {
    return [...this.#ranked.values()].toSorted((one, other) => other.score - one.score)[0]?.source;
  }
}
