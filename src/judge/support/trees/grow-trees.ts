import { seededRandom } from "../../../core/seeded-random.ts";
import { probabilityOf, type TreeEnsemble } from "./tree-ensemble.ts";

export interface GrowOptions {
  readonly depth: number;
  readonly trees: number;
  readonly learningRate: number;
  /** Share of rows and of features that each tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
  /** Second-order weight that a leaf needs, and the pull of its value to zero. */
  readonly leastWeight: number;
  readonly shrinkage: number;
  readonly seed: number;
  /** Features that the trees may ask about, by index; all of them where absent. */
  readonly features?: ReadonlySet<number>;
}

export interface Examples {
  readonly rows: readonly Float64Array[];
  /** 1 or 0. */
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

const bins = 48;

/** Grows trees by second-order gradient boosting of the logistic loss (Friedman 2001; Chen and Guestrin 2016). */
export function growTrees(examples: Examples, options: GrowOptions): TreeEnsemble {
  const grower = new Grower(examples, options);
  return grower.grow();
}

class Grower {
  readonly #examples: Examples;
  readonly #options: GrowOptions;
  readonly #edges: readonly Float64Array[];
  /** Bin of each value, one array a feature. */
  readonly #binned: readonly Uint8Array[];
  readonly #margin: Float64Array;
  readonly #gradient: Float64Array;
  readonly #curvature: Float64Array;
  readonly #random: () => number;

  constructor(examples: Examples, options: GrowOptions) {
    const { rows } = examples;
    this.#examples = examples;
    this.#options = options;
    const width = rows[0]?.length ?? 0;
    this.#edges = Array.from({ length: width }, (_, feature) => edgesOf(rows, feature));
    this.#binned = this.#edges.map((edges, feature) =>
      Uint8Array.from(rows, (row) => binOf(edges, row[feature] ?? 0)),
    );
    this.#margin = new Float64Array(rows.length);
    this.#gradient = new Float64Array(rows.length);
    this.#curvature = new Float64Array(rows.length);
    this.#random = seededRandom(options.seed);
  }

  grow(): TreeEnsemble {
    const { depth, trees } = this.#options;
    const inner = 2 ** depth - 1;
    const base = this.#base();
    this.#margin.fill(base);
    const features = new Float32Array(trees * inner);
    const thresholds = new Float32Array(trees * inner).fill(Infinity);
    const leaves = new Float32Array(trees * (inner + 1));
    for (let tree = 0; tree < trees; tree++) {
      this.#derive();
      this.#growOne({
        features: features.subarray(tree * inner, (tree + 1) * inner),
        thresholds: thresholds.subarray(tree * inner, (tree + 1) * inner),
        leaves: leaves.subarray(tree * (inner + 1), (tree + 1) * (inner + 1)),
      });
    }
    return { depth, count: trees, features, thresholds, leaves, base };
  }

  #base(): number {
    const { targets, weights } = this.#examples;
    let positive = 0;
    let total = 0;
    for (let at = 0; at < targets.length; at++) {
      positive += (weights[at] ?? 0) * (targets[at] ?? 0);
      total += weights[at] ?? 0;
    }
    const share = Math.min(0.99, Math.max(0.01, positive / Math.max(1e-9, total)));
    return Math.log(share / (1 - share));
  }

  #derive(): void {
    const { targets, weights } = this.#examples;
    for (let at = 0; at < targets.length; at++) {
      const probability = probabilityOf(this.#margin[at] ?? 0);
      const weight = weights[at] ?? 0;
      this.#gradient[at] = weight * (probability - (targets[at] ?? 0));
      this.#curvature[at] = weight * Math.max(1e-6, probability * (1 - probability));
    }
  }

  #growOne(tree: Pick<TreeEnsemble, "features" | "thresholds" | "leaves">): void {
    const { depth, rowShare, featureShare, learningRate, shrinkage, features } = this.#options;
    const size = this.#margin.length;
    const inner = 2 ** depth - 1;
    const node = new Uint16Array(size);
    const isSampled = Uint8Array.from({ length: size }, () => (this.#random() < rowShare ? 1 : 0));
    const sampledFeatures = this.#edges.flatMap((_, feature) =>
      this.#random() < featureShare && features?.has(feature) !== false ? [feature] : [],
    );
    for (let level = 0; level < depth; level++) {
      const first = 2 ** level - 1;
      const splits = this.#bestSplits({
        node,
        isSampled,
        features: sampledFeatures,
        first,
        count: 2 ** level,
      });
      for (const [offset, split] of splits.entries()) {
        if (split === undefined) continue;
        tree.features[first + offset] = split.feature;
        tree.thresholds[first + offset] = this.#edges[split.feature]?.[split.bin] ?? Infinity;
      }
      for (let at = 0; at < size; at++) {
        const parent = node[at] ?? 0;
        const split = splits[parent - first];
        const goesRight = split !== undefined && (this.#binned[split.feature]?.[at] ?? 0) > split.bin;
        node[at] = 2 * parent + (goesRight ? 2 : 1);
      }
    }
    const gradients = new Float64Array(inner + 1);
    const curvatures = new Float64Array(inner + 1);
    for (let at = 0; at < size; at++) {
      if (isSampled[at] === 0) continue;
      const leaf = (node[at] ?? 0) - inner;
      gradients[leaf] = (gradients[leaf] ?? 0) + (this.#gradient[at] ?? 0);
      curvatures[leaf] = (curvatures[leaf] ?? 0) + (this.#curvature[at] ?? 0);
    }
    for (let leaf = 0; leaf <= inner; leaf++)
      tree.leaves[leaf] = (-learningRate * (gradients[leaf] ?? 0)) / ((curvatures[leaf] ?? 0) + shrinkage);
    for (let at = 0; at < size; at++)
      this.#margin[at] = (this.#margin[at] ?? 0) + (tree.leaves[(node[at] ?? 0) - inner] ?? 0);
  }

  #bestSplits(level: {
    readonly node: Uint16Array;
    readonly isSampled: Uint8Array;
    readonly features: readonly number[];
    readonly first: number;
    readonly count: number;
  }): readonly (Split | undefined)[] {
    const best: (Split | undefined)[] = Array.from({ length: level.count }, () => undefined);
    const gradients = new Float64Array(level.count * bins);
    const curvatures = new Float64Array(level.count * bins);
    for (const feature of level.features) {
      gradients.fill(0);
      curvatures.fill(0);
      const binned = this.#binned[feature] ?? new Uint8Array();
      for (let at = 0; at < binned.length; at++) {
        if (level.isSampled[at] === 0) continue;
        const slot = ((level.node[at] ?? 0) - level.first) * bins + (binned[at] ?? 0);
        gradients[slot] = (gradients[slot] ?? 0) + (this.#gradient[at] ?? 0);
        curvatures[slot] = (curvatures[slot] ?? 0) + (this.#curvature[at] ?? 0);
      }
      for (let offset = 0; offset < level.count; offset++) {
        const from = offset * bins;
        const split = this.#bestBin(
          gradients.subarray(from, from + bins),
          curvatures.subarray(from, from + bins),
        );
        if (split !== undefined && split.gain > (best[offset]?.gain ?? 0))
          best[offset] = { ...split, feature };
      }
    }
    return best;
  }

  #bestBin(gradients: Float64Array, curvatures: Float64Array): Omit<Split, "feature"> | undefined {
    const { leastWeight, shrinkage } = this.#options;
    let [gradient, curvature] = [0, 0];
    for (let bin = 0; bin < bins; bin++) {
      gradient += gradients[bin] ?? 0;
      curvature += curvatures[bin] ?? 0;
    }
    const score = (g: number, h: number): number => (g * g) / (h + shrinkage);
    const whole = score(gradient, curvature);
    let best: Omit<Split, "feature"> | undefined;
    let [left, weight] = [0, 0];
    for (let bin = 0; bin + 1 < bins; bin++) {
      left += gradients[bin] ?? 0;
      weight += curvatures[bin] ?? 0;
      if (weight < leastWeight || curvature - weight < leastWeight) continue;
      const gain = score(left, weight) + score(gradient - left, curvature - weight) - whole;
      if (gain > (best?.gain ?? 1e-9)) best = { bin, gain };
    }
    return best;
  }
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
}

/** Upper edges of the bins of a feature: its quantiles, or all its values where they are few. */
function edgesOf(rows: readonly Float64Array[], feature: number): Float64Array {
  const values = Float64Array.from(rows, (row) => row[feature] ?? 0).sort();
  const distinct = [...new Set(values)];
  if (distinct.length < bins) return Float64Array.from(distinct.slice(0, -1), (value) => Math.fround(value));
  const cuts = Array.from({ length: bins - 1 }, (_, index) =>
    Math.fround(values[Math.floor(((index + 1) * values.length) / bins)] ?? 0),
  );
  return Float64Array.from(new Set(cuts));
}

function binOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > (edges[middle] ?? Infinity)) low = middle + 1;
    else high = middle;
  }
  return low;
}
