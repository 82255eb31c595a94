/** What is kept of a passage to tell whether another one is its near-copy. */
export interface Fingerprint {
  /** One minimum per bin of hashed letter sequences (one-permutation MinHash). */
  readonly minima: Uint32Array;
  readonly text: string;
  /** All numbers in order: passages that differ in one say different things. */
  readonly numbers: string;
}

/** A heading or a yes is said in many places and is no copy. */
const minLetters = 40;
const bins = 16;
const shingle = 5;
const minAgreeingBins = 9;
const minOverlap = 0.8;
const empty = 0xffff_ffff;
const notLetters = /[^\p{L}\p{N}]+/gu;
const digits = /\p{N}+/gu;

/** Fingerprint of a passage; letters and digits count, case, spaces and punctuation do not. */
export function fingerprint(passage: string): Fingerprint {
  const text = passage.toLowerCase().replace(notLetters, "");
  const minima = new Uint32Array(bins).fill(empty);
  for (let at = 0; at + shingle <= text.length; at++) {
    const hash = hashAt(text, at);
    const bin = hash >>> 28;
    if (hash < (minima[bin] ?? 0)) minima[bin] = hash;
  }
  return { minima, text, numbers: (passage.match(digits) ?? []).join(" ") };
}

/** Whether two passages are the same but for a few words: 80 % of their letter sequences, and every number. */
export function areNearDuplicates(one: Fingerprint, other: Fingerprint): boolean {
  if (Math.min(one.text.length, other.text.length) < minLetters) return false;
  if (one.text === other.text) return true;
  if (one.numbers !== other.numbers) return false;
  const agreeing = one.minima.reduce(
    (count, minimum, bin) => count + (minimum === other.minima[bin] ? 1 : 0),
    0,
  );
  return agreeing >= minAgreeingBins && overlap(shingles(one.text), shingles(other.text)) >= minOverlap;
}

function shingles(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at + shingle <= text.length; at++) found.add(text.slice(at, at + shingle));
  return found;
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = one.intersection(other).size;
  return shared / Math.max(1, one.size + other.size - shared);
}

/** FNV-1a with a final mix, so that the high bits that choose the bin are as good as the others. */
function hashAt(text: string, at: number): number {
  let hash = 0x811c_9dc5;
  for (let index = at; index < at + shingle; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
