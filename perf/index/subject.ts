import type { GeneratedPassage } from "./generate-passages.ts";

/** An index under test. Passages are numbered from 0 in the order in which they are added. */
export interface IndexSubject {
  add(batch: readonly GeneratedPassage[]): Promise<void>;
  /** Called once, when all passages of the build are in. */
  finish(): Promise<void>;
  /** Numbers of the best 20 passages. */
  search(text: string): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Opens a subject that keeps its files, if it has any, in `folder`; undefined when its package is not installed. */
export type OpenSubject = (folder: string) => Promise<IndexSubject | undefined>;

export const topHits = 20;
