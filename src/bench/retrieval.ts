import { bootstrapMean, mean } from "./bootstrap.ts";
import { type BeirData, loadBeir } from "./retrieval/load-beir.ts";
import { type ListScores, scoreList } from "./retrieval/measures.ts";
import { deepwellTerms, openPlainBm25, plainTerms } from "./retrieval/plain-bm25.ts";
import { openLibrarySystem, openSqliteFts, type RetrievalSystem } from "./retrieval/systems.ts";
import { sample } from "./sample.ts";
import type { Suite } from "./suite.ts";

const depth = 100;

/** Judged retrieval: the library as the product searches it, plain BM25 beside it, and the library without each part. */
export const retrievalSuite: Suite = {
  name: "retrieval",
  description: "passage search on judged queries in BEIR layout: nDCG@10, MRR@10, recall@100",
  async run({ data, limit, seed = 1 }) {
    const whole = await loadBeir(data);
    const beir = { ...whole, queries: sample(whole.queries, limit, seed) };
    const scores = await measure(await openLibrarySystem(beir.documents), beir);
    const of = (metric: keyof ListScores): readonly number[] => scores.map((score) => score[metric]);
    const metrics = Object.fromEntries(
      metricNames.map((metric) => [metric, bootstrapMean(of(metric), { seed })]),
    );
    const baselines: Record<string, Readonly<Record<string, number>>> = {};
    for (const [name, open] of Object.entries(baselineSystems(beir))) {
      baselines[name] = average(await measure(await open(), beir));
    }
    const config = {
      documents: beir.documents.length,
      depth,
      unit: "one passage a document",
      options: "the library's defaults",
    };
    return { suite: "retrieval", data, n: beir.queries.length, metrics, baselines, config };
  },
};

const metricNames = [
  "ndcg@10",
  "ndcg@10, binary",
  "mrr@10",
  "recall@100",
] as const satisfies readonly (keyof ListScores)[];

/**
 * Other systems, and how Deepwell builds up from the plainest of them: its analysis of text, then fields weighted
 * apart, then, in `metrics`, neighbours that speak for each other.
 */
function baselineSystems({ documents }: BeirData): Readonly<Record<string, () => Promise<RetrievalSystem>>> {
  const bm25 = (terms: typeof plainTerms, withTitle: boolean) => async () =>
    openPlainBm25(documents, { terms, withTitle });
  return {
    "sqlite fts5 porter": async () => openSqliteFts(documents),
    "bm25, text": bm25(plainTerms, false),
    "bm25, title and text": bm25(plainTerms, true),
    "bm25, title and text, deepwell terms": bm25(deepwellTerms, true),
    "deepwell without neighbours": () => openLibrarySystem(documents, { ranking: { neighbours: false } }),
  };
}

async function measure(
  system: RetrievalSystem,
  { queries, judgments }: BeirData,
): Promise<readonly ListScores[]> {
  try {
    const scores: ListScores[] = [];
    for (const { id, text } of queries) {
      const ranked = await system.search(text, depth);
      scores.push(scoreList([...new Set(ranked)], judgments.get(id) ?? new Map()));
    }
    return scores;
  } finally {
    system.close();
  }
}

function average(scores: readonly ListScores[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    metricNames.map((metric) => [metric, mean(scores.map((score) => score[metric]))]),
  );
}
