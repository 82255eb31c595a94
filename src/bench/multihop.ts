import { featureNames, type FeatureName } from "../policy/features.ts";
import { handSetCheckpoint } from "../policy/checkpoint/hand-set.ts";
import { type Checkpoint, checkpointOf, loadCheckpoint } from "../policy/checkpoint/load-checkpoint.ts";
import type { Network } from "../policy/network.ts";
import { bootstrapMean, mean } from "./bootstrap.ts";
import { type MultiHopData, readMultiHopData } from "./multi-hop/multi-hop-data.ts";
import {
  type IndexedCorpus,
  indexCorpus,
  readByPolicy,
  type ReadOrder,
  readOneShot,
} from "./multi-hop/read-order.ts";
import { type CaseScores, depths, scoreReading } from "./multi-hop/score-reading.ts";
import { sample } from "./sample.ts";
import type { MetricValue, Suite, SuiteOptions, SuiteResult } from "./suite.ts";

const maxDepth = Math.max(...depths);

type Reader = (question: string, corpus: IndexedCorpus) => Promise<ReadOrder>;

/** Whether several searches find more of the evidence of a chain than one search, at equal passages read. */
export const multihopSuite: Suite = {
  name: "multihop",
  description:
    "multi-hop questions over a closed corpus (a folder with corpus.jsonl and *questions.jsonl, or one of such folders): evidence in k passages read by the embedded policy, against one search",
  async run(options) {
    const sets = await readMultiHopData(options.data);
    const checkpoint = loadCheckpoint();
    const measured = [];
    for (const data of sets) measured.push(await measureSet(data, checkpoint, options));
    return combine(measured, checkpoint, options);
  },
};

interface MeasuredSet {
  readonly name: string;
  readonly n: number;
  readonly scores: readonly CaseScores[];
  readonly baselines: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly turns: number;
  readonly queries: number;
}

async function measureSet(
  data: MultiHopData,
  { network }: Checkpoint,
  options: SuiteOptions,
): Promise<MeasuredSet> {
  const corpus = await indexCorpus(data.corpus);
  const texts = new Map(data.corpus.map((entry) => [entry.id, entry]));
  const cases = sample(data.cases, options.limit, options.seed ?? 1);
  const byPolicy =
    (using: Network): Reader =>
    (question, indexed) =>
      readByPolicy(question, indexed, { network: using, depth: maxDepth });
  const readers: Readonly<Record<string, Reader>> = {
    "one search": (question, indexed) => readOneShot(question, indexed, maxDepth),
    "one search, reranked": byPolicy(without(rerankOnly)),
    "with bridge queries": byPolicy(without(noDecomposition)),
    "with decomposition, no bridge queries": byPolicy(without(noBridges)),
  };
  const orders: ReadOrder[] = [];
  for (const one of cases) orders.push(await byPolicy(network)(one.question, corpus));
  const scores = cases.map((one, index) => scoreReading(one, orders[index] ?? nothing, texts));
  const baselines: Record<string, Record<string, number>> = {};
  for (const [name, reader] of Object.entries(readers)) {
    const rows: CaseScores[] = [];
    for (const one of cases) rows.push(scoreReading(one, await reader(one.question, corpus), texts));
    baselines[name] = means(rows);
  }
  corpus.library.close();
  const turns = mean(orders.map((order) => order.turns));
  return {
    name: data.name,
    n: cases.length,
    scores,
    baselines,
    turns,
    queries: mean(orders.map((order) => order.queries)),
  };
}

const nothing: ReadOrder = { entries: [], turns: 0, queries: 0 };

const otherQueries: readonly FeatureName[] = [
  "search.aspect",
  "search.feedback",
  "search.heading",
  "search.reference",
  "search.phrase",
  "search.relaxed",
  "search.verification",
];
const rerankOnly: readonly FeatureName[] = [
  ...otherQueries,
  "search.sub-question",
  "search.entity",
  "search.bridge",
  "type.open",
];
const noDecomposition: readonly FeatureName[] = [
  ...otherQueries,
  "search.sub-question",
  "search.entity",
  "type.open",
];
const noBridges: readonly FeatureName[] = [...otherQueries, "search.bridge", "type.open"];

/** The hand-set network with some decisions made impossible: what each part of the policy adds. */
function without(names: readonly FeatureName[]): Network {
  const checkpoint = handSetCheckpoint();
  const skip = checkpoint.tensors["skip.weight"];
  if (skip === undefined) throw new Error("the hand-set checkpoint has no linear path");
  const data = skip.data.map((weight, index) =>
    names.some((name) => name === featureNames[index]) ? -1_000 : weight,
  );
  return checkpointOf({ ...checkpoint, tensors: { ...checkpoint.tensors, "skip.weight": { ...skip, data } } })
    .network;
}

function means(rows: readonly CaseScores[]): Record<string, number> {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, mean(rows.map((row) => row[name] ?? 0))]));
}

function combine(sets: readonly MeasuredSet[], checkpoint: Checkpoint, options: SuiteOptions): SuiteResult {
  const metrics: Record<string, MetricValue> = {};
  const baselines: Record<string, Record<string, number>> = {};
  for (const set of sets) {
    const prefix = sets.length === 1 ? "" : `${set.name}/`;
    for (const name of Object.keys(set.scores[0] ?? {})) {
      const values = set.scores.map((row) => row[name] ?? 0);
      metrics[prefix + name] = bootstrapMean(
        values,
        options.seed === undefined ? {} : { seed: options.seed },
      );
    }
    for (const [baseline, values] of Object.entries(set.baselines)) {
      const known = (baselines[baseline] ??= {});
      for (const [name, value] of Object.entries(values)) known[prefix + name] = value;
    }
  }
  return {
    suite: "multihop",
    data: options.data,
    n: sets.reduce((sum, set) => sum + set.n, 0),
    metrics,
    baselines,
    config: {
      policy: "embedded",
      checkpoint: checkpoint.origin,
      read: "distinct passages in the order in which the policy takes them as evidence",
      depths: [...depths],
      sets: sets.map(({ name, n, turns, queries }) => ({ name, n, turns, queries })),
    },
  };
}
