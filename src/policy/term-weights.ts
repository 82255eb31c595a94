import { createTermSpace, type TermSpace } from "./compose/terms.ts";

const spaces = new WeakMap<ReadonlyMap<string, number>, TermSpace>();

/**
 * The term space over a run's inverse document frequencies; one for each map. A term that no document has
 * weighs half as much as the rarest and is always missing.
 */
export function termWeights(idf: ReadonlyMap<string, number>): TermSpace {
  const known = spaces.get(idf);
  if (known !== undefined) return known;
  const space = createTermSpace(idf);
  const most = Math.max(...idf.values(), 1);
  const weight = (term: string): number => (idf.get(term) === 0 ? most / 2 : space.weight(term));
  const made: TermSpace = {
    ...space,
    weight,
    coverage(wanted, present) {
      let all = 0;
      let met = 0;
      for (const term of new Set(wanted)) {
        all += weight(term);
        if (present.has(term)) met += weight(term);
      }
      return all === 0 ? 0 : met / all;
    },
  };
  spaces.set(idf, made);
  return made;
}
