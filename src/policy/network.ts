/** Size of the scoring network. */
export interface NetworkShape {
  readonly features: number;
  readonly width: number;
  readonly heads: number;
  readonly inner: number;
  /** Width of the value head's hidden layer. */
  readonly valueWidth: number;
}

/** Weights by name; see `tensorShapes`. Row-major, a linear layer as [out, in]. */
export type NetworkWeights = Readonly<Record<string, Float32Array>>;

export interface NetworkOutput {
  /** One per candidate; -Infinity where masked. */
  readonly logits: Float64Array;
  /** Expected return of the state. */
  readonly value: number;
}

/** Names and shapes of all weights of a network, in the order of a checkpoint. */
export function tensorShapes({
  features,
  width,
  inner,
  valueWidth,
}: NetworkShape): Readonly<Record<string, readonly number[]>> {
  return {
    "skip.weight": [1, features],
    "embed.weight": [width, features],
    "embed.bias": [width],
    "norm1.weight": [width],
    "norm1.bias": [width],
    "attention.query.weight": [width, width],
    "attention.query.bias": [width],
    "attention.key.weight": [width, width],
    "attention.key.bias": [width],
    "attention.value.weight": [width, width],
    "attention.value.bias": [width],
    "attention.out.weight": [width, width],
    "attention.out.bias": [width],
    "norm2.weight": [width],
    "norm2.bias": [width],
    "feed.in.weight": [inner, width],
    "feed.in.bias": [inner],
    "feed.out.weight": [width, inner],
    "feed.out.bias": [width],
    "pointer.weight": [1, width],
    "value.in.weight": [valueWidth, width],
    "value.in.bias": [valueWidth],
    "value.out.weight": [1, valueWidth],
    "value.out.bias": [1],
  };
}

/** Scores the candidates of one decision. */
export interface Network {
  readonly shape: NetworkShape;
  /**
   * Pure; the order of the candidates changes the order of the logits and nothing else. `mask` is true
   * where a candidate may be chosen; masked ones are not attended to.
   */
  run(rows: readonly Float64Array[], mask?: readonly boolean[]): NetworkOutput;
}

/**
 * Linear → tanh, one pre-normed set-attention block over the candidates, pointer logits and a value from
 * their mean; beside it a linear path from features to logits, so that a hand-set scorer is a network whose
 * other weights are zero. Throws when weights do not fit the shape.
 */
export function network(shape: NetworkShape, weights: NetworkWeights): Network {
  const tensor = checked(shape, weights);
  const linear = (name: string, input: Float64Array, out: number): Float64Array =>
    multiply(tensor(`${name}.weight`), tensor(`${name}.bias`), { input, out });
  const normed = (name: string, input: Float64Array): Float64Array =>
    normalise(input, tensor(`${name}.weight`), tensor(`${name}.bias`));
  const { width, inner, valueWidth } = shape;
  const block = (hidden: readonly Float64Array[], open: readonly boolean[]): readonly Float64Array[] => {
    const before = hidden.map((row) => normed("norm1", row));
    const mixed = attend(
      before.map((row) => ({
        query: linear("attention.query", row, width),
        key: linear("attention.key", row, width),
        value: linear("attention.value", row, width),
      })),
      open,
      shape.heads,
    );
    const attended = hidden.map((row, index) =>
      add(row, linear("attention.out", mixed[index] ?? row, width)),
    );
    return attended.map((row) => {
      const fed = linear("feed.in", normed("norm2", row), inner).map((value) => Math.max(0, value));
      return add(row, linear("feed.out", fed, width));
    });
  };
  return {
    shape,
    run(rows, mask) {
      const open = rows.map((_, index) => mask?.[index] ?? true);
      const hidden = block(
        rows.map((row) => linear("embed", row, width).map(Math.tanh)),
        open,
      );
      const logits = Float64Array.from(rows, (row, index) => {
        if (open[index] !== true) return -Infinity;
        return dot(tensor("skip.weight"), row) + dot(tensor("pointer.weight"), hidden[index] ?? row);
      });
      const pooled = linear("value.in", mean(hidden, open, width), valueWidth).map(Math.tanh);
      return { logits, value: linear("value.out", pooled, 1)[0] ?? 0 };
    },
  };
}

function checked(shape: NetworkShape, weights: NetworkWeights): (name: string) => Float32Array {
  if (shape.width % shape.heads !== 0)
    throw new Error(`width ${shape.width} does not divide into ${shape.heads} heads`);
  const found = new Map<string, Float32Array>();
  for (const [name, dimensions] of Object.entries(tensorShapes(shape))) {
    const size = dimensions.reduce((product, one) => product * one, 1);
    const tensor = weights[name];
    if (tensor === undefined || tensor.length !== size) {
      throw new Error(`network weight ${name} has ${tensor?.length ?? "no"} numbers instead of ${size}`);
    }
    found.set(name, tensor);
  }
  return (name) => {
    const tensor = found.get(name);
    if (tensor === undefined) throw new Error(`network has no weight ${name}`);
    return tensor;
  };
}

interface Attended {
  readonly query: Float64Array;
  readonly key: Float64Array;
  readonly value: Float64Array;
}

function attend(rows: readonly Attended[], open: readonly boolean[], heads: number): readonly Float64Array[] {
  const size = (rows[0]?.query.length ?? 0) / heads;
  return rows.map(({ query }) => {
    const out = new Float64Array(query.length);
    for (let head = 0; head < heads; head++) {
      const from = head * size;
      const scores = rows.map(({ key }, index) =>
        open[index] === true ? span(query, key, from, size) / Math.sqrt(size) : -Infinity,
      );
      for (const [index, share] of softmax(scores).entries()) {
        const value = rows[index]?.value;
        if (share === 0 || value === undefined) continue;
        for (let at = from; at < from + size; at++) out[at] = (out[at] ?? 0) + share * (value[at] ?? 0);
      }
    }
    return out;
  });
}

/** Shares that sum to 1; all zero where nothing is open. */
export function softmax(scores: readonly number[]): readonly number[] {
  const top = Math.max(...scores);
  if (top === -Infinity) return scores.map(() => 0);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function span(a: Float64Array, b: Float64Array, ...[from, size]: readonly [number, number]): number {
  let total = 0;
  for (let at = from; at < from + size; at++) total += (a[at] ?? 0) * (b[at] ?? 0);
  return total;
}

function dot(a: Float32Array, b: Float64Array): number {
  let total = 0;
  for (let at = 0; at < b.length; at++) total += (a[at] ?? 0) * (b[at] ?? 0);
  return total;
}

interface Multiplied {
  readonly input: Float64Array;
  readonly out: number;
}

function multiply(weight: Float32Array, bias: Float32Array, { input, out }: Multiplied): Float64Array {
  const result = new Float64Array(out);
  for (let row = 0; row < out; row++) {
    let total = bias[row] ?? 0;
    const from = row * input.length;
    for (let at = 0; at < input.length; at++) total += (weight[from + at] ?? 0) * (input[at] ?? 0);
    result[row] = total;
  }
  return result;
}

function add(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value + (b[at] ?? 0));
}

const epsilon = 1e-5;

function normalise(row: Float64Array, weight: Float32Array, bias: Float32Array): Float64Array {
  const centre = row.reduce((sum, value) => sum + value, 0) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - centre) ** 2, 0) / row.length;
  const scale = 1 / Math.sqrt(variance + epsilon);
  return row.map((value, at) => (value - centre) * scale * (weight[at] ?? 1) + (bias[at] ?? 0));
}

function mean(rows: readonly Float64Array[], open: readonly boolean[], width: number): Float64Array {
  const total = new Float64Array(width);
  const kept = rows.filter((_, index) => open[index] === true);
  for (const row of kept) for (let at = 0; at < width; at++) total[at] = (total[at] ?? 0) + (row[at] ?? 0);
  return total.map((value) => value / Math.max(1, kept.length));
}
