import { createTermSpace, type TermSpace } from "./compose/terms.ts";

const spaces = new WeakMap<ReadonlyMap<string, number>, TermSpace>();

const pair = /^\p{Script=Han}{2}$/u;

/**
 * Runs of Chinese characters of which overlapping pairs are terms, each as the pairs around its characters: of
 * 未成, 成年 and 年人 only one is a word, and a pair across two words must not count against a text that has both.
 */
function characterSlots(terms: readonly string[]): readonly (readonly string[])[] {
  const slots: (readonly string[])[] = [];
  let before: string | undefined;
  for (const term of terms) {
    const isPair = pair.test(term);
    if (before !== undefined && !(isPair && before.endsWith(term.slice(0, 1)))) {
      slots.push([before]);
      before = undefined;
    }
    if (isPair) slots.push(before === undefined ? [term] : [before, term]);
    else slots.push([term], [term]);
    before = isPair ? term : undefined;
  }
  return before === undefined ? slots : [...slots, [before]];
}

/**
 * The term space over a run's inverse document frequencies; one for each map. A term that no document has
 * weighs half as much as the rarest and is always missing. Chinese is covered character by character.
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
      for (const around of characterSlots([...new Set(wanted)])) {
        const value = Math.min(...around.map(weight)) / 2;
        all += value;
        if (around.some((term) => present.has(term))) met += value;
      }
      return all === 0 ? 0 : met / all;
    },
  };
  spaces.set(idf, made);
  return made;
}
