import { seededRandom } from "../../core/seeded-random.ts";
import { type FeatureName, featureNames } from "../features.ts";
import { type NetworkShape, tensorShapes } from "../network.ts";
import type { Tensor, TensorFile } from "./safetensors.ts";

/**
 * Weights of the linear path, set by hand. A logit of 0 is stopping: a passage above 0 is worth taking, a
 * search above 0 worth a query. In one turn passages are taken first, then searches and pages are chosen.
 */
export const handSetWeights: Readonly<Partial<Record<FeatureName, number>>> = {
  // A passage on the matter that adds something and looks like an answer.
  "select.matter": -2.5,
  "select.own": 0.5,
  "select.own-gain": 0.2,
  "select.topic-fit": 1.2,
  "select.own-topic": 0.4,
  "select.own-signal": 0.6,
  "select.above": 0.8,
  "select.share": 0.6,
  "select.density": 0.6,
  "select.side": 0.5,
  "select.wrong-side": -2,
  "select.parallel": 1.5,
  "select.new-source": 0.1,
  "select.filled": -0.5,
  "select.agreement": 0.2,
  "select.redundancy": -1,
  "select.superseded": -1.5,
  "select.tier": 0.05,
  "select.thin": -0.7,
  "select.only": 0.4,
  "select.title-asked": 0.4,
  "select.authority": 0.2,
  "select.special": -0.6,
  "select.situation": 0.7,
  "select.cited": 1,
  // Where names are followed: what the chain still lacks, and what the last passage led to.
  "select.hops": -0.7,
  "select.hops.whole": 0.5,
  "select.hops.whole-gain": 1,
  "select.hops.title-asked": 1,
  "select.hops.link": 1.2,
  "select.hops.link-gain": 1,
  "select.hops.anchor": 0.5,
  "select.hops.same-title": -0.3,
  "select.hops.share": 0.5,
  "select.hops.thin": -0.3,
  // A query with promise for something that is still open.
  "type.search": -0.25,
  "search.worth": 1.2,
  "search.early": 1.2,
  "search.question": 2,
  "search.sub-question": 0.6,
  "search.synonym": 0.8,
  "search.bridge": 0.5,
  "search.hops": -0.7,
  "search.parallel": 0.4,
  "search.reference": 0.1,
  // A page whose passages fit.
  "type.open": -1,
  "open.first": 0.7,
  "open.best": 0.3,
  "open.worth": 1.5,
  "open.title": 0.3,
  "open.hits": 0.1,
  "open.hops": -1,
  "stop.sufficient": 0.2,
  "stop.dry": 0.3,
};

/** Shape of the shipped network. */
export const shippedShape: NetworkShape = {
  features: featureNames.length,
  width: 64,
  heads: 4,
  inner: 128,
  valueWidth: 32,
};

/**
 * The hand-set checkpoint: the linear path as above; pointer and value heads zero, so that the
 * attention block says nothing yet; its own weights small and seeded, so that training can start from here.
 */
export function handSetCheckpoint(shape: NetworkShape = shippedShape): TensorFile {
  const random = seededRandom(1);
  const tensors: Record<string, Tensor> = {};
  for (const [name, dimensions] of Object.entries(tensorShapes(shape))) {
    const size = dimensions.reduce((product, one) => product * one, 1);
    tensors[name] = {
      shape: dimensions,
      data: Float32Array.from({ length: size }, initial(name, dimensions, random)),
    };
  }
  tensors["skip.weight"] = {
    shape: [1, shape.features],
    data: Float32Array.from(featureNames, (name) => handSetWeights[name] ?? 0),
  };
  return {
    tensors,
    metadata: {
      format: "deepwell-policy",
      origin: "hand-set",
      note: "Weights of the linear path were set by hand; nothing in this file was learned.",
      shape: JSON.stringify(shape),
      features: featureNames.join(","),
    },
  };
}

function initial(name: string, dimensions: readonly number[], random: () => number): () => number {
  if (/^norm\d\.weight$/.test(name)) return () => 1;
  const isSilent = /^(?:pointer|value\.out|attention\.out|feed\.out)\.|\.bias$/.test(name);
  const scale = 1 / Math.sqrt(dimensions[1] ?? 1);
  return () => (isSilent ? 0 : (2 * random() - 1) * scale);
}
