/**
 * Divides `total` places over lists of the given lengths: everybody gets an equal share first, and what
 * short lists leave over goes round, one place at a time, to those that have more.
 */
export function shareQuota(lengths: readonly number[], total: number): readonly number[] {
  const shares = lengths.map(() => 0);
  let left = total;
  for (;;) {
    const before = left;
    for (const [index, length] of lengths.entries()) {
      const share = shares[index] ?? 0;
      if (left === 0 || share >= length) continue;
      shares[index] = share + 1;
      left -= 1;
    }
    if (left === 0 || left === before) return shares;
  }
}
