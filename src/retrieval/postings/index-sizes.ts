/** When the index turns recent additions into segments, and segments into larger ones. */
export interface IndexSizes {
  /** Passages of one transaction from which on they become a segment at once. */
  readonly bulkPassages: number;
  /** Terms in memory at which a segment is written while a large transaction goes on; 25 bytes each. */
  readonly bulkTokens: number;
  /** Passages, and bytes, at which recent additions are closed: what every process indexes when it opens the file. */
  readonly generationPassages: number;
  readonly generationBytes: number;
  /** Neighbouring segments of about one size that are merged at a time. */
  readonly fanIn: number;
  /** Passages of the largest segment that a merge makes. */
  readonly maxSegmentPassages: number;
  /** Share of removed passages from which on a segment is rewritten without them. */
  readonly maxRemovedShare: number;
}

export const defaultSizes: IndexSizes = {
  bulkPassages: 2_000,
  bulkTokens: 2_000_000,
  generationPassages: 4_096,
  generationBytes: 4_000_000,
  fanIn: 8,
  maxSegmentPassages: 500_000,
  maxRemovedShare: 0.25,
};
