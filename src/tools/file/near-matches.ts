import { type ApproximateMatch, approximateMatches } from "./approximate-matches.ts";

/**
 * The same places as `approximateMatches`, found faster in long texts: of a pattern cut into one piece more
 * than there may be edits, one piece stands unchanged at every place (Wu and Manber 1992), so only what
 * lies around such pieces is looked at. Overlapping surroundings are looked at as one.
 */
export function nearMatches(text: string, pattern: string, maxDistance: number): readonly ApproximateMatch[] {
  const windows = windowsAround(text, pattern, maxDistance);
  return windows.flatMap(({ start, end }) =>
    approximateMatches(text.slice(start, end), pattern, maxDistance).map((match) => ({
      ...match,
      start: match.start + start,
      end: match.end + start,
    })),
  );
}

interface Window {
  readonly start: number;
  end: number;
}

function windowsAround(text: string, pattern: string, maxDistance: number): readonly Window[] {
  const count = Math.min(maxDistance + 1, pattern.length);
  const reach = pattern.length + maxDistance;
  const found: Window[] = [];
  for (let index = 0; index < count; index++) {
    const from = Math.floor((index * pattern.length) / count);
    const piece = pattern.slice(from, Math.floor(((index + 1) * pattern.length) / count));
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
      found.push({ start: Math.max(0, at - reach), end: Math.min(text.length, at + reach + piece.length) });
    }
  }
  found.sort((a, b) => a.start - b.start);
  const merged: Window[] = [];
  for (const window of found) {
    const last = merged.at(-1);
    if (last === undefined || window.start > last.end) merged.push({ ...window });
    else last.end = Math.max(last.end, window.end);
  }
  return merged;
}
