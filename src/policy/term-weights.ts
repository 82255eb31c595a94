import { createTermSpace, type TermSpace } from "./compose/terms.ts";

const spaces = new WeakMap<ReadonlyMap<string, number>, TermSpace>();

/** The term space over a run's inverse document frequencies; one for each map. */
export function termWeights(idf: ReadonlyMap<string, number>): TermSpace {
  const known = spaces.get(idf);
  if (known !== undefined) return known;
  const made = createTermSpace(idf);
  spaces.set(idf, made);
  return made;
}
