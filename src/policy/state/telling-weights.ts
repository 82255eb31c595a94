import type { SeenPassage } from "./research-state.ts";

/** What a word keeps of its weight that stands in no title and no heading of what was found. */
const untitledShare = 0.5;
/** With fewer passages than this under headings, headings say nothing about words. */
const fewestHeaded = 12;
const latin = /^[\p{Script=Latin}'’-]+$/u;

/**
 * Weights of words by what they tell. How rare a word is says little about it in a small collection: “never”, “arrives” and
 * “mother” are rarer on pages about services than “complaint”. What pages are about stands in their titles and
 * headings, so a word that none of them has tells less. Chinese stays as it is: articles of laws have no titles.
 */
export function tellingWeights(
  idf: ReadonlyMap<string, number>,
  passages: ReadonlyMap<string, SeenPassage>,
): ReadonlyMap<string, number> {
  const headed = [...passages.values()].filter(({ view }) => view.passage.headingPath.length > 0);
  if (headed.length < fewestHeaded) return idf;
  const titled = new Set(headed.flatMap(({ view }) => [...view.above]));
  return new Map(
    [...idf].map(([term, value]) => [
      term,
      latin.test(term) && !titled.has(term) ? untitledShare * value : value,
    ]),
  );
}
