import { decodePng } from "../../src/web/browser/screen/decode-png.ts";

const side = 32;
const kept = 8;

/**
 * The hash of 64 bits that is meant where people say pHash: brightness at 32 × 32, its cosine transform, the signs of
 * the lowest 8 × 8 frequencies against their median (Zauner 2010). For comparison only.
 */
export function globalHash(png: Uint8Array): readonly boolean[] {
  const image = decodePng(png);
  if (image === undefined) throw new Error("no screenshot");
  const small = shrunk(image);
  const low = Array.from({ length: kept * kept }, (_, at) =>
    frequency(small, at % kept, Math.floor(at / kept)),
  );
  const median = low.slice(1).toSorted((one, other) => one - other)[Math.floor((low.length - 1) / 2)] ?? 0;
  return low.map((value) => value > median);
}

/** Bits in which two hashes differ. */
export function hammingDistance(one: readonly boolean[], other: readonly boolean[]): number {
  return one.filter((bit, at) => bit !== other[at]).length;
}

type Image = NonNullable<ReturnType<typeof decodePng>>;

function shrunk({ width, height, pixels }: Image): readonly number[] {
  const sums = Array.from({ length: side * side }, () => 0);
  const counts = Array.from({ length: side * side }, () => 0);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const cell = Math.floor((y * side) / height) * side + Math.floor((x * side) / width);
      const at = (y * width + x) * 3;
      const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]];
      sums[cell] = (sums[cell] ?? 0) + 0.299 * red + 0.587 * green + 0.114 * blue;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return sums.map((sum, cell) => sum / (counts[cell] ?? 1));
}

function frequency(small: readonly number[], u: number, v: number): number {
  let sum = 0;
  for (const [at, value] of small.entries()) {
    const [x, y] = [at % side, Math.floor(at / side)];
    sum +=
      value *
      Math.cos(((2 * x + 1) * u * Math.PI) / (2 * side)) *
      Math.cos(((2 * y + 1) * v * Math.PI) / (2 * side));
  }
  return sum;
}
