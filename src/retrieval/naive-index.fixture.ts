import { termsOf } from "./field-terms.ts";
import type { IndexablePassage, IndexHit, IndexQuery, PassageRange, QueryTerm } from "./passage-index.ts";

const parameters = {
  title: { weight: 2, b: 0.75 },
  heading: { weight: 1, b: 0.75 },
  body: { weight: 1, b: 0.6 },
};
const names = ["title", "heading", "body"] as const;
const saturation = 1.5;

/** BM25F written down from its definition over plain arrays: what both indexes have to agree with. */
export function naiveIndex() {
  const passages = new Map<number, IndexablePassage["fields"]>();

  const mean = (name: (typeof names)[number]) => {
    const total = [...passages.values()].reduce((sum, fields) => sum + fields[name].length, 0);
    return Math.max(1, total / Math.max(1, passages.size));
  };
  const holds = (fields: IndexablePassage["fields"], term: string) =>
    names.some((name) => termsOf(fields[name]).includes(term));
  const scoreOf = (fields: IndexablePassage["fields"], terms: readonly QueryTerm[]) => {
    let score = 0;
    for (const { term, weight } of terms) {
      const containing = [...passages.values()].filter((other) => holds(other, term)).length;
      if (containing === 0) continue;
      const idf = Math.log(1 + (passages.size - containing + 0.5) / (containing + 0.5));
      let frequency = 0;
      for (const name of names) {
        const { weight: fieldWeight, b } = parameters[name];
        const count = termsOf(fields[name]).filter((other) => other === term).length;
        frequency += (fieldWeight * count) / (1 - b + b * (fields[name].length / mean(name)));
      }
      score += (weight * idf * (saturation + 1) * frequency) / (saturation + frequency);
    }
    return score;
  };

  return {
    size: () => passages.size,
    change(added: readonly IndexablePassage[], removed: readonly PassageRange[]): void {
      for (const { number, fields } of added) passages.set(number, fields);
      for (const { first, count } of removed) {
        for (let number = first; number < first + count; number++) passages.delete(number);
      }
    },
    score(terms: readonly QueryTerm[], number: number): number {
      const fields = passages.get(number);
      return fields === undefined ? 0 : scoreOf(fields, terms);
    },
    search({ terms, phrases = [], limit }: IndexQuery): IndexHit[] {
      return [...passages]
        .filter(([, fields]) => terms.some(({ term }) => holds(fields, term)))
        .filter(([, fields]) =>
          phrases.every((phrase) =>
            names.some((name) => {
              const sequence = termsOf(fields[name]);
              return sequence.some((_, start) =>
                phrase.every(({ term, offset }) => sequence[start + offset] === term),
              );
            }),
          ),
        )
        .map(([number, fields]) => ({
          number,
          score: scoreOf(fields, terms),
          length: names.reduce((sum, name) => sum + fields[name].length, 0),
        }))
        .sort((one, other) => other.score - one.score || one.number - other.number)
        .slice(0, limit);
    },
  };
}
