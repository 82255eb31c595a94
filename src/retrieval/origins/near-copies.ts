/** Words in a row, or Chinese characters in a row, that make one shingle. */
const shingleLength = 5;
/** Shingles kept of a text: those with the smallest hashes, so that two texts keep the same ones. */
const sketchSize = 400;
/** Share of common shingles from which two texts count as copies of one. */
const copyShare = 0.6;
/** A text this much contained in another is an excerpt of it; its sketch alone decides when it is this long. */
const excerptShare = 0.8;
const fewestShingles = 20;

export interface Sketch {
  readonly hashes: ReadonlySet<number>;
  /** Whether the text had more shingles than the sketch keeps. */
  readonly isSampled: boolean;
  /** The largest hash kept: below it the sketch is complete. */
  readonly limit: number;
}

/** A sketch of a text by which near-copies are recognised (bottom-k sketch of word shingles). */
export function sketchOf(text: string): Sketch {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/\p{Script=Han}|[\p{L}\p{M}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{M}\p{N}]|$)/gu) ?? [];
  const all = new Set<number>();
  for (let index = 0; index + shingleLength <= words.length; index += 1) {
    all.add(hashOf(words.slice(index, index + shingleLength).join(" ")));
  }
  const kept = [...all].toSorted((a, b) => a - b).slice(0, sketchSize);
  return { hashes: new Set(kept), isSampled: all.size > sketchSize, limit: kept.at(-1) ?? 0 };
}

/** 32-bit FNV-1a with a final mix; enough to sample shingles evenly. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Whether two texts are near-copies, or one is mostly an excerpt of the other. Short texts never are. */
export function areNearCopies(a: Sketch, b: Sketch): boolean {
  if (a.hashes.size < fewestShingles || b.hashes.size < fewestShingles) return false;
  const limit = lowerLimit(a, b);
  const left = below(a, limit);
  const right = below(b, limit);
  const common = left.filter((hash) => b.hashes.has(hash)).length;
  const union = left.length + right.length - common;
  const smaller = Math.min(left.length, right.length);
  if (smaller < fewestShingles) return false;
  return common / union >= copyShare || common / smaller >= excerptShare;
}

/** The largest hash up to which both sketches are complete. */
function lowerLimit(a: Sketch, b: Sketch): number {
  return Math.min(a.isSampled ? a.limit : Infinity, b.isSampled ? b.limit : Infinity);
}

function below(sketch: Sketch, limit: number): readonly number[] {
  return [...sketch.hashes].filter((hash) => hash <= limit);
}
