import { decodePng } from "./decode-png.ts";

/** What a screen looks like: the mean colour of every cell of it, red, green and blue. */
export interface ScreenHash {
  readonly columns: number;
  readonly rows: number;
  readonly cells: Uint8Array;
}

/** In pixels: about the surroundings of one stroke, so that a digit of small print moves whole cells. */
const cellPixels = 4;

/** The hash of a PNG as browsers make it; undefined for anything else. */
export function screenHash(png: Uint8Array): ScreenHash | undefined {
  const image = decodePng(png);
  if (image === undefined) return undefined;
  const { width, height, pixels } = image;
  const columns = Math.ceil(width / cellPixels);
  const rows = Math.ceil(height / cellPixels);
  const sums = new Uint32Array(columns * rows * 3);
  const counts = new Uint32Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / cellPixels) * columns;
    for (let x = 0; x < width; x += 1) {
      const cell = row + Math.floor(x / cellPixels);
      const from = (y * width + x) * 3;
      counts[cell] = (counts[cell] ?? 0) + 1;
      for (let colour = 0; colour < 3; colour += 1)
        sums[cell * 3 + colour] = (sums[cell * 3 + colour] ?? 0) + (pixels[from + colour] ?? 0);
    }
  }
  const cells = Uint8Array.from(sums, (sum, at) => Math.round(sum / (counts[Math.floor(at / 3)] ?? 1)));
  return { columns, rows, cells };
}

/**
 * How much two screens differ where they differ most: the largest difference of one cell in one colour, 0 to 255.
 * Screens of different sizes are as far apart as can be. A hash of the whole screen does not see a changed digit
 * (docs/benchmarks.md, Screens); a cell does.
 */
export function screenDistance(one: ScreenHash, other: ScreenHash): number {
  if (one.columns !== other.columns || one.rows !== other.rows) return 255;
  let farthest = 0;
  for (const [at, cell] of one.cells.entries())
    farthest = Math.max(farthest, Math.abs(cell - (other.cells[at] ?? 0)));
  return farthest;
}

/**
 * Screens at this distance or nearer look the same: between unchanged pairs, which are at 0, and the nearest changed one,
 * at 2 (`npm run perf -- browser`).
 */
export const sameScreenDistance = 1;
