import type { PassageView } from "../state/passage-view.ts";
import type { ResearchState, SeenPassage } from "../state/research-state.ts";

/** How rare a term is, 0 (everywhere) to 1 (as rare as any term the index was asked about). */
export type Rarity = (term: string) => number;

const counts = new WeakMap<ReadonlyMap<string, SeenPassage>, ReadonlyMap<string, number>>();

/**
 * Rarity from the index's own figures where a query asked for the term, else from how many of the
 * passages seen so far have it: names that a passage mentions were in no query yet.
 */
export function rarityOf({ idf, passages }: Pick<ResearchState, "idf" | "passages">): Rarity {
  const most = Math.max(...idf.values(), 1);
  const seen = frequencies(passages);
  const scale = Math.log(2 + passages.size);
  return (term) => {
    const known = idf.get(term);
    if (known !== undefined) return known / most;
    return Math.log(1 + (passages.size + 1) / (1 + (seen.get(term) ?? 0))) / scale;
  };
}

function frequencies(passages: ReadonlyMap<string, SeenPassage>): ReadonlyMap<string, number> {
  const known = counts.get(passages);
  if (known !== undefined) return known;
  const made = new Map<string, number>();
  for (const { view } of passages.values()) {
    for (const term of view.terms) made.set(term, (made.get(term) ?? 0) + 1);
  }
  counts.set(passages, made);
  return made;
}

const containment = new WeakMap<PassageView, Map<string, number>>();

/**
 * How strongly a passage is about a name, given as a term sequence: 1 when its title is the name, 0.75
 * when the title contains it, 0.6 when the text does, else 0.
 */
export function aboutName(view: PassageView, key: string): number {
  let known = containment.get(view);
  if (known === undefined) {
    known = new Map();
    containment.set(view, known);
  }
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const strength =
    view.title === key ? 1 : view.title.includes(key) ? 0.75 : view.sequence.includes(key) ? 0.6 : 0;
  known.set(key, strength);
  return strength;
}
