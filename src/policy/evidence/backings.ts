import { originsOf } from "../../retrieval/origins/origins-of.ts";
import type { AuthorityOf } from "../../retrieval/ranking/authority.ts";
import type { Backing } from "../evidence-brief.ts";
import type { SeenPassage } from "../state/research-state.ts";

/** Who stands behind each source that was seen; copies are told by what was seen of their texts. */
export function backingsOf(
  passages: ReadonlyMap<string, SeenPassage>,
  authorityOf: AuthorityOf,
): ReadonlyMap<string, Backing> {
  const bySource = Map.groupBy(
    [...passages.values()].map(({ view }) => view),
    ({ source }) => source.id,
  );
  const seen = [...bySource.values()].flatMap((views) => {
    const [first] = views;
    const ordered = views.toSorted((a, b) => a.passage.index - b.passage.index);
    const text = ordered.map(({ passage }) => passage.text).join("\n\n");
    return first === undefined ? [] : [{ source: first.source, text }];
  });
  const origins = originsOf(seen, authorityOf);
  return new Map(
    seen.map(({ source }) => [
      source.id,
      { origin: origins.get(source.id)?.origin ?? 0, tier: authorityOf(source).tier },
    ]),
  );
}
