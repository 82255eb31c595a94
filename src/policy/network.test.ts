import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NetworkShape, type NetworkWeights, network, softmax, tensorShapes } from "./network.ts";

const shape: NetworkShape = { features: 5, width: 8, heads: 2, inner: 6, valueWidth: 4 };

/** Weights that make every part of the network matter. */
function weightsFrom(seed: number, changes: Readonly<Record<string, Float32Array>> = {}): NetworkWeights {
  let state = seed;
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 1_073_741_824 - 1;
  };
  const made = Object.entries(tensorShapes(shape)).map(([name, dimensions]) => {
    const size = dimensions.reduce((product, one) => product * one, 1);
    return [name, Float32Array.from({ length: size }, next)] as const;
  });
  return { ...Object.fromEntries(made), ...changes };
}

const row = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })
  .map((values) => Float64Array.from(values));
const rows = fc.array(row, { minLength: 1, maxLength: 32 });

describe("the scoring network", () => {
  it("gives one finite logit per candidate and one value", () => {
    fc.assert(
      fc.property(rows, (candidates) => {
        const { logits, value } = network(shape, weightsFrom(1)).run(candidates);
        expect(logits).toHaveLength(candidates.length);
        expect([...logits, value].every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it("moves the logits with the candidates and leaves the value alone when they change places", () => {
    const net = network(shape, weightsFrom(2));
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (candidates, keys) => {
        const order = candidates
          .map((_, index) => ({ index, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        const plain = net.run(candidates);
        const moved = net.run(order.map(({ index }) => candidates[index] ?? new Float64Array(5)));
        for (const [place, { index }] of order.entries())
          expect(moved.logits[place]).toBeCloseTo(plain.logits[index] ?? NaN, 9);
        expect(moved.value).toBeCloseTo(plain.value, 9);
      }),
    );
  });

  it("scores the open candidates as if the masked ones were not there", () => {
    const net = network(shape, weightsFrom(3));
    fc.assert(
      fc.property(rows, row, (candidates, hidden) => {
        const alone = net.run(candidates);
        const { logits, value } = net.run([...candidates, hidden], [...candidates.map(() => true), false]);
        expect(logits.at(-1)).toBe(-Infinity);
        for (const [index, logit] of alone.logits.entries()) expect(logits[index]).toBeCloseTo(logit, 9);
        expect(value).toBeCloseTo(alone.value, 9);
      }),
    );
  });

  it("lets other candidates matter through attention", () => {
    const net = network(shape, weightsFrom(4));
    const one = Float64Array.from([1, 0, 0, 0, 0]);
    const other = Float64Array.from([0, 1, -1, 0, 1]);
    expect(net.run([one, other]).logits[0]).not.toBeCloseTo(net.run([one]).logits[0] ?? NaN, 6);
  });

  it("is the linear path alone where the pointer is zero", () => {
    const skip = Float32Array.from([1, 2, 3, 4, 5]);
    const net = network(
      shape,
      weightsFrom(5, { "skip.weight": skip, "pointer.weight": new Float32Array(8) }),
    );
    expect(net.run([Float64Array.from([1, 0, 1, 0, 1])]).logits[0]).toBeCloseTo(9, 9);
  });

  it("gives the same numbers every time", () => {
    const candidates = [Float64Array.from([0.1, 0.2, 0.3, 0.4, 0.5]), Float64Array.from([1, -1, 1, -1, 1])];
    expect(network(shape, weightsFrom(6)).run(candidates)).toEqual(
      network(shape, weightsFrom(6)).run(candidates),
    );
  });

  it("refuses weights that do not fit", () => {
    expect(() => network(shape, weightsFrom(1, { "embed.weight": new Float32Array(3) }))).toThrow(
      "embed.weight",
    );
    expect(() => network({ ...shape, heads: 3 }, weightsFrom(1))).toThrow("heads");
  });
});

describe("softmax", () => {
  it("sums to one, and to nothing where all is masked", () => {
    expect(softmax([1, 2, -Infinity]).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(softmax([-Infinity, -Infinity])).toEqual([0, 0]);
  });
});
