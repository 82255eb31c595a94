import { decodePng, type GreyImage } from "./decode-png.ts";

/** What a screen looks like: the mean brightness of every cell of it. */
export interface ScreenHash {
  readonly columns: number;
  readonly rows: number;
  readonly cells: Uint8Array;
}

/** In pixels: about the width of a stroke's surroundings, so that one digit of the smallest print moves several cells. */
const cellPixels = 4;
/** Cells that differ by no more than this (of 255) look the same: what a renderer does to edges. */
const cellNoise = 12;

/** The hash of a PNG as browsers make it; undefined for anything else. */
export function screenHash(png: Uint8Array): ScreenHash | undefined {
  const image = decodePng(png);
  return image === undefined ? undefined : hashOf(image);
}

function hashOf({ width, height, pixels }: GreyImage): ScreenHash {
  const columns = Math.ceil(width / cellPixels);
  const rows = Math.ceil(height / cellPixels);
  const sums = new Uint32Array(columns * rows);
  const counts = new Uint32Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / cellPixels) * columns;
    for (let x = 0; x < width; x += 1) {
      const cell = row + Math.floor(x / cellPixels);
      sums[cell] = (sums[cell] ?? 0) + (pixels[y * width + x] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return {
    columns,
    rows,
    cells: Uint8Array.from(sums, (sum, cell) => Math.round(sum / (counts[cell] ?? 1))),
  };
}

/**
 * How many cells of a screen look different in another: 0 for the same one. Screens of different sizes differ in
 * everything. A global hash of 64 bits does not see a digit change (see docs/benchmarks.md), cells do.
 */
export function screenDistance(one: ScreenHash, other: ScreenHash): number {
  if (one.columns !== other.columns || one.rows !== other.rows) return one.cells.length;
  let distance = 0;
  for (const [at, cell] of one.cells.entries()) {
    if (Math.abs(cell - (other.cells[at] ?? 0)) > cellNoise) distance += 1;
  }
  return distance;
}

/** Screens at this distance or nearer are the same to a reader; chosen from measured pairs (docs/benchmarks.md). */
export const sameScreenDistance = 0;
