import { analyse } from "../../retrieval/analysis/index.ts";
import type { Vocabulary } from "../lexicon/vocabulary.ts";
import { findAliases } from "./aliases.ts";

/** Weighs the terms of texts as the run's index does. Pure. */
export interface TermSpace {
  /** The content terms of a text; a short form counts as the words it stands for. */
  readonly terms: (text: string) => ReadonlySet<string>;
  readonly weight: (term: string) => number;
  /** Whether some passage of the run has a term. */
  readonly isMet: (term: string) => boolean;
  /** Share, 0 to 1, of the weight of `wanted` that `present` has. 0 where nothing is wanted. */
  readonly coverage: (wanted: Iterable<string>, present: ReadonlySet<string>) => number;
}

const functionWords =
  "a an the of to in on at by for from with as is are was were be been being do does did done i me my we us our you your " +
  "he him his she her it its they them their this that these those there here and or but if then than so not no nor " +
  "can could may might must shall should will would have has had what which who whom whose when where why how " +
  "any all some each other more most such only also into about over under after before between out up down " +
  "的 了 是 在 和 与 或 及 有 对 为 以 其 该 等 什么 怎么 如何 多久 多少 哪些 是否";
const functionTerms = new Set(analyse(functionWords).map((token) => token.term));

/** Pairs of characters that only join words. */
const particle =
  /^(?:[的了是在和与或及对为以其该等之于将被把从到][\p{Script=Han}]|[\p{Script=Han}][的了是在和与或及对为其该等之于将被把从到])$/u;
const particleShare = 0.25;

function contentTerms(text: string): readonly string[] {
  return analyse(text)
    .map((token) => token.term)
    .filter((term) => !functionTerms.has(term));
}

/**
 * A term space over the inverse document frequencies of a run; a term it never met counts like a middling one.
 * Short forms are those that `evidence` explains; the question's words under other names are those of `vocabulary`.
 */
export function createTermSpace(
  idf: ReadonlyMap<string, number>,
  evidence: readonly string[] = [],
  ...[vocabulary]: readonly [Vocabulary?]
): TermSpace {
  const shortForms = [...findAliases(evidence)].map(([short, long]) => ({
    pattern: new RegExp(`\\b${short}\\b`),
    terms: contentTerms(long),
  }));
  const known = [...idf.values()].filter((value) => value > 0).sort((a, b) => a - b);
  const middling = known[Math.floor(known.length / 2)] ?? 1;
  const cache = new Map<string, ReadonlySet<string>>();
  const terms = (text: string): ReadonlySet<string> => {
    const cached = cache.get(text);
    if (cached !== undefined) return cached;
    const found = new Set(contentTerms(text));
    for (const form of shortForms)
      if (form.pattern.test(text)) for (const term of form.terms) found.add(term);
    for (const term of vocabulary?.astray(text) ?? []) found.delete(term);
    for (const term of vocabulary?.lent(text) ?? []) found.add(term);
    cache.set(text, found);
    return found;
  };
  const met = new Set(evidence.flatMap((text) => [...terms(text)]));
  const isMet = (term: string): boolean => met.has(term);
  const most = known.at(-1) ?? 1;
  const weight = (term: string): number => {
    // No document has the term itself; what has it under another name is as telling as a rare word.
    const value = idf.get(term) === 0 && isMet(term) ? most / 2 : (idf.get(term) ?? middling);
    return value * (particle.test(term) ? particleShare : 1);
  };
  const coverage = (wanted: Iterable<string>, present: ReadonlySet<string>): number => {
    let all = 0;
    let both = 0;
    for (const term of new Set(wanted)) {
      const value = weight(term);
      all += value;
      if (present.has(term)) both += value;
    }
    return all === 0 ? 0 : both / all;
  };
  return { terms, weight, coverage, isMet };
}
