/** A text cut into what it shares with another and what it does not. */
export interface Stretch {
  readonly text: string;
  readonly isShared: boolean;
}

const tokenPattern = /\p{Script=Han}|[\p{L}\p{N}]+(?:[.,]\d+)*|\s+|[^\s]/gu;
const longest = 600;
/** Below this share of common words two texts are not versions of one another, and marks would only confuse. */
const comparable = 0.45;
/** Shorter common runs between differences are chance. */
const shortestShared = 2;

function tokensOf(text: string): readonly string[] {
  return text.match(tokenPattern) ?? [];
}

/** Lengths of the longest common subsequences of all suffixes, row by row. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly Uint16Array[] {
  const table = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const diagonal = table[i + 1]?.[j + 1] ?? 0;
      const best = Math.max(table[i + 1]?.[j] ?? 0, table[i]?.[j + 1] ?? 0);
      const row = table[i];
      if (row !== undefined) row[j] = left[i] === right[j] ? diagonal + 1 : best;
    }
  }
  return table;
}

function sharedFlags(left: readonly string[], right: readonly string[]): readonly [boolean[], boolean[]] {
  const table = commonLengths(left, right);
  const flags: [boolean[], boolean[]] = [left.map(() => false), right.map(() => false)];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      flags[0][i] = true;
      flags[1][j] = true;
      i += 1;
      j += 1;
    } else if ((table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return flags;
}

function stretches(tokens: readonly string[], flags: readonly boolean[]): readonly Stretch[] {
  const runs: { text: string; isShared: boolean; words: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    const isShared = flags[index] ?? false;
    const words = /[\p{L}\p{N}]/u.test(token) ? 1 : 0;
    const last = runs.at(-1);
    if (last !== undefined && last.isShared === isShared) {
      last.text += token;
      last.words += words;
    } else runs.push({ text: token, isShared, words });
  }
  const joined: { text: string; isShared: boolean }[] = [];
  for (const [index, run] of runs.entries()) {
    const isInner = index > 0 && index < runs.length - 1;
    const isShared = run.isShared && !(isInner && run.words < shortestShared);
    const last = joined.at(-1);
    if (last !== undefined && last.isShared === isShared) last.text += run.text;
    else joined.push({ text: run.text, isShared });
  }
  return joined;
}

/**
 * Cuts two texts into common and differing stretches, by words (characters in Chinese). Undefined where they
 * have too little in common to be versions of one another, or are too long to compare. Quadratic in length,
 * at most 600 words each.
 */
export function findDifferences(
  left: string,
  right: string,
): { readonly left: readonly Stretch[]; readonly right: readonly Stretch[] } | undefined {
  const a = tokensOf(left);
  const b = tokensOf(right);
  if (a.length === 0 || b.length === 0 || a.length > longest || b.length > longest) return undefined;
  const [inLeft, inRight] = sharedFlags(a, b);
  const isWord = (token: string): boolean => /[\p{L}\p{N}]/u.test(token);
  const common = a.filter((token, index) => isWord(token) && inLeft[index] === true).length;
  const shorter = Math.min(a.filter(isWord).length, b.filter(isWord).length);
  if (shorter === 0 || common < comparable * shorter) return undefined;
  return { left: stretches(a, inLeft), right: stretches(b, inRight) };
}
