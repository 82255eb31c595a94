import type { CitationFigures } from "../judge/citation/count-judgement.ts";
import type { Statistics } from "../report/report.ts";

/** Every text of `deepwell verify` in one language. */
export interface VerifyTexts {
  readonly claims: (statistics: Statistics) => string;
  readonly checked: (statistics: Statistics) => string;
  readonly sources: (statistics: Statistics) => string;
  /** Labels and addresses that the run never met. */
  readonly unmet: (written: readonly string[]) => string;
  readonly shares: (figures: CitationFigures) => string;
  readonly judged: (judge: string, counts: JudgeCounts) => string;
  readonly titled: (title: string, count: number) => string;
  readonly failing: string;
  /** Before labels of passages that are printed otherwise than they are stored. */
  readonly altered: string;
  readonly doubted: string;
  /** Before the parts of a doubted claim whose words the passages lack. */
  readonly uncovered: string;
  readonly quoted: (text: string) => string;
  readonly disagreeing: string;
  readonly reasons: Readonly<Record<"number" | "opposite" | "negation", string>>;
  readonly marked: (file: string) => string;
  /** What to do about what was found. */
  readonly next: string;
  readonly meaning: string;
}

export interface JudgeCounts {
  /** Verdicts of which the judge is sure. */
  readonly full: number;
  readonly partial: number;
  readonly none: number;
  /** Claims of which it does not know. */
  readonly unsure: number;
  readonly unavailable: number;
}
