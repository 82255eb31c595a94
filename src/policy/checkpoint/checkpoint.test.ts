import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "../../core/errors.ts";
import { featureNames } from "../features.ts";
import { handSetCheckpoint, handSetWeights } from "./hand-set.ts";
import { checkpointOf, loadCheckpoint, shippedCheckpoint } from "./load-checkpoint.ts";
import { decodeSafetensors, encodeSafetensors, type Tensor } from "./safetensors.ts";

const folder = mkdtempSync(path.join(tmpdir(), "checkpoint-"));
afterAll(() => rmSync(folder, { recursive: true }));

const tensor = fc
  .array(fc.float({ noNaN: true }), { maxLength: 20 })
  .map((values): Tensor => ({ shape: [values.length], data: Float32Array.from(values) }));

describe("a safetensors file", () => {
  it("gives back what was written", () => {
    const names = fc.stringMatching(/^[a-z.]{1,12}$/);
    fc.assert(
      fc.property(fc.dictionary(names, tensor), fc.dictionary(names, fc.string()), (tensors, metadata) => {
        const decoded = decodeSafetensors(encodeSafetensors({ tensors, metadata }));
        expect(Object.keys(decoded.tensors).sort()).toEqual(Object.keys(tensors).sort());
        for (const [name, { shape, data }] of Object.entries(tensors)) {
          expect(decoded.tensors[name]?.shape).toEqual(shape);
          expect(Array.from(decoded.tensors[name]?.data ?? [])).toEqual(Array.from(data));
        }
        expect(decoded.metadata).toEqual(metadata);
      }),
    );
  });

  it("has a header of a multiple of eight bytes, as the format asks", () => {
    const file = encodeSafetensors({
      tensors: { a: { shape: [1], data: Float32Array.of(1) } },
      metadata: { key: "值" },
    });
    expect(Number(new DataView(file.buffer).getBigUint64(0, true)) % 8).toBe(0);
  });

  it("is refused when it is cut short or something else", () => {
    const file = encodeSafetensors(handSetCheckpoint());
    expect(() => decodeSafetensors(file.subarray(0, file.length - 4))).toThrow("wrong size");
    expect(() => decodeSafetensors(new Uint8Array(4))).toThrow("no header");
    expect(() => decodeSafetensors(new TextEncoder().encode("not a tensor file at all"))).toThrow();
  });
});

describe("the shipped checkpoint", () => {
  it("is the hand-set one, byte for byte, and says that nothing in it was learned", () => {
    expect(readFileSync(shippedCheckpoint).equals(Buffer.from(encodeSafetensors(handSetCheckpoint())))).toBe(
      true,
    );
    const { origin, metadata } = loadCheckpoint();
    expect(origin).toBe("hand-set");
    expect(metadata["note"]).toContain("set by hand");
  });

  it("scores with the hand-set weights alone", () => {
    const { network } = loadCheckpoint();
    for (const name of ["select.matter", "select.hops.link", "search.worth"] as const) {
      const row = Float64Array.from(featureNames, (feature) => (feature === name ? 1 : 0));
      expect(network.run([row]).logits[0]).toBeCloseTo(handSetWeights[name] ?? 0, 6);
    }
  });
});

describe("a checkpoint that cannot be used", () => {
  it("is refused with what to do about it when it was made for other features", () => {
    const other = handSetCheckpoint();
    expect(() => checkpointOf({ ...other, metadata: { ...other.metadata, features: "a,b" } })).toThrow(
      "other features",
    );
    const file = path.join(folder, "other.safetensors");
    writeFileSync(file, encodeSafetensors({ ...other, metadata: { ...other.metadata, features: "a,b" } }));
    expect(() => loadCheckpoint(file)).toThrow(AppError);
  });

  it("is refused when the file is absent", () => {
    expect(() => loadCheckpoint(path.join(folder, "nothing"))).toThrow(AppError);
  });
});
