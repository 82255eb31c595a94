import type { Region } from "../../web/browser/crop-picture.ts";
import type { ColourImage } from "../../web/browser/screen/decode-png.ts";

/** A part of a picture that empty space divides from the rest. */
export interface FoundRegion extends Region {
  /** `ruled`: straight lines cross it, as in tables and axes; `filled`: mostly no background, as in photos. */
  readonly look: "ruled" | "filled" | "open";
}

/** Pixels that differ from the background by no more than this belong to it. */
const backgroundNoise = 24;
/** A gap of this share of the longer side divides. */
const gapShare = 0.018;
const leastGap = 6;
/** Smaller parts are letters or dust. */
const leastSide = 24;
const deepest = 8;
const mostRegions = 24;
/** A line of at least this share of its region's side. */
const lineShare = 0.6;
const leastLines = 2;
const filledShare = 0.6;

/**
 * The parts of a page or a screen, largest first: cut again and again along the widest empty bands (recursive XY cut,
 * Nagy and Seth 1984). It looks at empty space and lines only, and does not know what a part is.
 */
export function findRegions(image: ColourImage): readonly FoundRegion[] {
  const ink = inkOf(image);
  const gap = Math.max(leastGap, Math.round(Math.max(image.width, image.height) * gapShare));
  const found: Region[] = [];
  const divide = (region: Region, depth: number): void => {
    const tight = trimmed(ink, region);
    if (tight === undefined || tight.width < leastSide || tight.height < leastSide) return;
    const [rows, columns] = [
      bands(ink, tight, { gap, isVertical: true }),
      bands(ink, tight, { gap, isVertical: false }),
    ];
    const parts = rows.length > 1 ? rows : columns;
    if (parts.length < 2 || depth >= deepest) found.push(tight);
    else for (const part of parts) divide(part, depth + 1);
  };
  divide({ x: 0, y: 0, width: image.width, height: image.height }, 0);
  return found
    .toSorted((one, other) => other.width * other.height - one.width * one.height)
    .slice(0, mostRegions)
    .map((region) => ({ ...region, look: lookOf(ink, region) }));
}

interface Ink {
  readonly width: number;
  has(x: number, y: number): boolean;
}

/** The commonest brightness (ITU-R BT.601) is the background. */
function inkOf({ width, height, pixels: colours }: ColourImage): Ink {
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = colours.subarray(at * 3, at * 3 + 3);
    return (red * 299 + green * 587 + blue * 114) / 1000;
  });
  const counts = new Uint32Array(256);
  for (let at = 0; at < width * height; at += 1) counts[pixels[at] ?? 0] = (counts[pixels[at] ?? 0] ?? 0) + 1;
  const background = counts.indexOf(Math.max(...counts));
  return {
    width,
    has: (x, y) => Math.abs((pixels[y * width + x] ?? background) - background) > backgroundNoise,
  };
}

/** How many pixels of each row (or column) of a region have ink. */
function profile(ink: Ink, { x, y, width, height }: Region, isVertical: boolean): readonly number[] {
  const sums = Array.from({ length: isVertical ? height : width }, () => 0);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = isVertical ? row : column;
      if (ink.has(x + column, y + row)) sums[at] = (sums[at] ?? 0) + 1;
    }
  }
  return sums;
}

function trimmed(ink: Ink, region: Region): Region | undefined {
  const rows = profile(ink, region, true);
  const columns = profile(ink, region, false);
  const [top, left] = [rows.findIndex((sum) => sum > 0), columns.findIndex((sum) => sum > 0)];
  if (top < 0 || left < 0) return undefined;
  const bottom = rows.findLastIndex((sum) => sum > 0);
  const right = columns.findLastIndex((sum) => sum > 0);
  return { x: region.x + left, y: region.y + top, width: right - left + 1, height: bottom - top + 1 };
}

function bands(
  ink: Ink,
  region: Region,
  { gap, isVertical }: { readonly gap: number; readonly isVertical: boolean },
): readonly Region[] {
  const sums = profile(ink, region, isVertical);
  const parts: { start: number; end: number }[] = [];
  for (const [at, sum] of sums.entries()) {
    if (sum === 0) continue;
    const last = parts.at(-1);
    if (last !== undefined && at - last.end <= gap) last.end = at;
    else parts.push({ start: at, end: at });
  }
  return parts.map(({ start, end }) =>
    isVertical
      ? { ...region, y: region.y + start, height: end - start + 1 }
      : { ...region, x: region.x + start, width: end - start + 1 },
  );
}

function lookOf(ink: Ink, region: Region): FoundRegion["look"] {
  const rows = profile(ink, region, true);
  const columns = profile(ink, region, false);
  const share = rows.reduce((sum, row) => sum + row, 0) / (region.width * region.height);
  if (share > filledShare) return "filled";
  const lines = [
    ...rows.filter((sum) => sum > region.width * lineShare),
    ...columns.filter((sum) => sum > region.height * lineShare),
  ];
  return lines.length >= leastLines ? "ruled" : "open";
}
