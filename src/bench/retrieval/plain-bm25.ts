import { stem } from "porter2";
import { analyse } from "../../retrieval/analysis/index.ts";
import type { BeirDocument } from "./load-beir.ts";
import type { RetrievalSystem } from "./systems.ts";

const k1 = 1.2;
const b = 0.75;
const stopWords = new Set(
  (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these " +
    "they this to was will with"
  ).split(" "),
);
const runs = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu;
const han = /^\p{Script=Han}/u;

/** Turns a text into terms, repetitions included. */
export type Analyser = (text: string, mode: "index" | "query") => readonly string[];

/** What any engine does: lower-case words without Lucene's stop words, Porter2 stems, Chinese in overlapping pairs. */
export const plainTerms: Analyser = (text) =>
  (text.normalize("NFKC").toLowerCase().match(runs) ?? []).flatMap((run) => {
    if (!han.test(run)) return stopWords.has(run) ? [] : [stem(run)];
    const characters = Array.from(run);
    return characters.length === 1
      ? [run]
      : characters.slice(1).map((next, at) => (characters[at] ?? "") + next);
  });

/** The library's own terms. */
export const deepwellTerms: Analyser = (text, mode) => analyse(text, { mode }).map((token) => token.term);

export interface PlainBm25Options {
  readonly terms: Analyser;
  /** The title counts as the first line of the text; else it is left out. */
  readonly withTitle: boolean;
}

/** BM25 (k1 1.2, b 0.75, Lucene's idf) over one field and nothing else: the reference of the literature. */
export function openPlainBm25(
  documents: readonly BeirDocument[],
  { terms, withTitle }: PlainBm25Options,
): RetrievalSystem {
  const postings = new Map<string, { readonly document: number; readonly count: number }[]>();
  const lengths = documents.map((document, number) => {
    const all = terms(withTitle ? `${document.title}\n${document.text}` : document.text, "index");
    for (const [term, occurrences] of Map.groupBy(all, (each) => each)) {
      const list = postings.get(term) ?? [];
      list.push({ document: number, count: occurrences.length });
      postings.set(term, list);
    }
    return all.length;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return {
    async search(text, limit) {
      const scores = new Map<number, number>();
      for (const term of terms(text, "query")) {
        const list = postings.get(term) ?? [];
        const idf = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5));
        for (const { document, count } of list) {
          const norm = k1 * (1 - b + (b * (lengths[document] ?? 0)) / average);
          scores.set(document, (scores.get(document) ?? 0) + (idf * count * (k1 + 1)) / (count + norm));
        }
      }
      const best = [...scores].sort(([a, x], [c, y]) => y - x || a - c).slice(0, limit);
      return best.map(([document]) => documents[document]?.id ?? "");
    },
    close: () => {},
  };
}
