import type {
  Candidate,
  OpenCandidate,
  QueryOrigin,
  SearchCandidate,
  SelectCandidate,
} from "./candidates/candidate.ts";
import { queryOrigins } from "./candidates/candidate.ts";
import { coverageOf } from "./evidence/coverage.ts";
import type { ResearchState } from "./state/research-state.ts";

const stateFeatures = [
  "state.turns", // share of the turn budget used
  "state.sufficiency", // mean over the sub-questions
  "state.weakest", // sufficiency of the worst one
  "state.hops", // how much the question depends on unnamed things
  "state.dry", // turns without anything new, of 3
  "state.read", // passages selected, of 20
] as const;

// Two kinds of research weigh a passage differently: on a matter, and following names. A question may be
// partly both, so each set is scaled by how much it is of its kind.
const selectFeatures = [
  "select.matter", // 1 - hops: the bias of its kind
  "select.own",
  "select.own-gain",
  "select.topic",
  "select.topic-fit",
  "select.own-topic", // own × topic-fit: of the right thing, not of a namesake
  "select.own-signal", // own × signal: on the matter and in the form of an answer
  "select.signal",
  "select.above",
  "select.share",
  "select.density",
  "select.side",
  "select.wrong-side", // it belongs to another side of the comparison
  "select.parallel",
  "select.new-source",
  "select.filled",
  "select.agreement",
  "select.redundancy",
  "select.superseded",
  "select.tier", // official 1, unknown 0
  "select.thin",
  "select.only", // density × share while the sub-question has nothing and the first search is done
  "select.title-asked",
  "select.authority",
  "select.special",
  "select.situation",
  "select.cited", // own × cited: another passage refers to it for the matter
  "select.hops", // hops: the bias of its kind
  "select.hops.whole",
  "select.hops.whole-gain",
  "select.hops.title-asked",
  "select.hops.link",
  "select.hops.link-gain", // link × whole-gain
  "select.hops.anchor",
  "select.hops.same-title",
  "select.hops.share",
  "select.hops.own",
  "select.hops.thin",
] as const;

const searchFeatures = [
  "search.promise",
  "search.need",
  "search.novelty",
  "search.worth", // promise × need × novelty
  "search.early", // promise × novelty while only one turn has searched: the words of the sources are not known yet
  "search.hops", // hops, for queries that follow no name
  ...queryOrigins.map((origin) => `search.${origin}` as const),
] as const;

const openFeatures = [
  "open.first", // no page was opened yet
  "open.hits",
  "open.best",
  "open.title",
  "open.need",
  "open.worth",
  "open.hops",
] as const;

const stopFeatures = [
  "stop.sufficient", // all sub-questions above what an answer needs
  "stop.nothing-found",
  "stop.dry",
] as const;

/** Names of the features, in the order in which every candidate's vector has them. */
export const featureNames = [
  "type.search",
  "type.open",
  "type.select",
  "type.stop",
  ...stateFeatures,
  ...selectFeatures,
  ...searchFeatures,
  ...openFeatures,
  ...stopFeatures,
] as const;
export type FeatureName = (typeof featureNames)[number];

const indexOf: ReadonlyMap<string, number> = new Map(featureNames.map((name, index) => [name, index]));

/** What the features of a decision need beside the state. */
export interface FeatureSetting {
  readonly state: ResearchState;
  /** Turns that may be used; absent where there is no limit. */
  readonly maxTurns?: number;
}

/** Turns that a run usually needs; the measure of the budget where none is set. */
const usualTurns = 12;
/** From here on a sub-question's evidence carries an answer. */
const enough = 0.75;

/** One row per candidate, in the order of `featureNames`, every value about within [-1, 1]. Pure. */
export function featuresOf(
  candidates: readonly Candidate[],
  setting: FeatureSetting,
): readonly Float64Array[] {
  const shared = stateValues(setting);
  return candidates.map((candidate) => {
    const row = new Float64Array(featureNames.length);
    const put = (name: FeatureName, value: number): void => {
      row[indexOf.get(name) ?? 0] = value;
    };
    put(`type.${candidate.type}`, 1);
    for (const [name, value] of shared) put(name, value);
    switch (candidate.type) {
      case "select":
        putSelect(candidate, setting.state, put);
        break;
      case "search":
        putSearch(candidate, setting.state, put);
        break;
      case "open":
        putOpen(candidate, setting.state, put);
        break;
      case "stop":
        putStop(setting.state, put);
        break;
      default:
        candidate satisfies never;
    }
    return row;
  });
}

type Put = (name: FeatureName, value: number) => void;

function stateValues({ state, maxTurns }: FeatureSetting): readonly (readonly [FeatureName, number])[] {
  const sufficiencies = [...coverageOf(state).bySubQuestion.values()].map((sub) => sub.sufficiency);
  const mean = sufficiencies.reduce((sum, value) => sum + value, 0) / Math.max(1, sufficiencies.length);
  return [
    ["state.turns", Math.min(1, state.turn / Math.min(maxTurns ?? usualTurns, 2 * usualTurns))],
    ["state.sufficiency", mean],
    ["state.weakest", Math.min(1, ...sufficiencies)],
    ["state.hops", state.hops],
    ["state.dry", Math.min(1, state.dryTurns / 3)],
    ["state.read", Math.min(1, state.selections.length / 20)],
  ];
}

function putSelect(
  { measures, redundancy, filled, agreement, seen }: SelectCandidate,
  state: ResearchState,
  put: Put,
): void {
  const { hops } = state;
  const { whole, wholeGain, own, topicFit, link, signal, share, thin } = measures;
  const matter = 1 - hops;
  put("select.matter", matter);
  put("select.own", matter * own);
  put("select.own-gain", matter * measures.ownGain);
  put("select.topic", matter * measures.topic);
  put("select.topic-fit", matter * topicFit);
  put("select.own-topic", matter * own * topicFit);
  put("select.own-signal", matter * own * signal);
  put("select.signal", matter * signal);
  put("select.above", matter * measures.above);
  put("select.share", matter * share);
  put("select.density", matter * measures.density);
  put("select.side", matter * measures.side);
  put("select.wrong-side", hops > 0 ? 0 : Math.max(0, -measures.side));
  put("select.parallel", matter * measures.parallel);
  put("select.new-source", matter * measures.newSource);
  put("select.filled", matter * filled);
  put("select.agreement", matter * agreement);
  put("select.redundancy", matter * redundancy);
  put("select.superseded", measures.superseded);
  put("select.tier", matter * (seen.view.source.tier === "official" ? 1 : 0));
  put("select.thin", matter * thin);
  put("select.only", hops === 0 && filled === 0 && state.turn > 2 ? share * measures.density : 0);
  put("select.title-asked", hops > 0 ? 0 : measures.titleAsked);
  put("select.authority", matter * measures.authority);
  put("select.special", matter * measures.special);
  put("select.situation", matter * measures.situation);
  put("select.cited", matter * own * measures.cited);
  put("select.hops", hops);
  put("select.hops.whole", hops * whole);
  put("select.hops.whole-gain", hops * wholeGain);
  put("select.hops.title-asked", hops * measures.titleAsked);
  put("select.hops.link", hops * link);
  put("select.hops.link-gain", hops * link * wholeGain);
  put("select.hops.anchor", hops * measures.anchor);
  put("select.hops.same-title", hops * measures.sameTitle);
  put("select.hops.share", hops * share);
  put("select.hops.own", hops * own);
  put("select.hops.thin", hops * thin);
}

function putSearch(
  { promise, need, novelty, origin }: SearchCandidate,
  state: ResearchState,
  put: Put,
): void {
  put("search.promise", promise);
  put("search.need", need);
  put("search.novelty", novelty);
  put("search.worth", promise * need * novelty);
  const turns = new Set(state.queries.map((record) => record.turn)).size;
  put("search.early", turns === 1 ? promise * novelty : 0);
  const follows =
    origin === "question" || origin === "sub-question" || origin === "entity" || origin === "bridge";
  put("search.hops", follows ? 0 : state.hops);
  put(`search.${origin satisfies QueryOrigin}`, 1);
}

function putOpen({ hits, best, titleFit, need }: OpenCandidate, state: ResearchState, put: Put): void {
  put("open.first", state.opened.size === 0 ? 1 : 0);
  put("open.hits", Math.min(1, hits / 5));
  put("open.best", best);
  put("open.title", titleFit);
  put("open.need", need);
  put("open.worth", best * need);
  put("open.hops", state.hops);
}

function putStop(state: ResearchState, put: Put): void {
  const subs = [...coverageOf(state).bySubQuestion.values()];
  put("stop.sufficient", subs.every((sub) => sub.sufficiency >= enough) ? 1 : 0);
  put("stop.nothing-found", state.selections.length === 0 ? 1 : 0);
  put("stop.dry", Math.min(1, state.dryTurns / 2));
}
