import type { CitationFigures } from "../judge/citation/count-judgement.ts";
import type { Statistics } from "../report/report.ts";

/** Every text of `deepwell verify` in one language. */
export interface VerifyTexts {
  readonly claims: (statistics: Statistics) => string;
  readonly checked: (statistics: Statistics) => string;
  readonly sources: (statistics: Statistics) => string;
  readonly invented: (count: number) => string;
  readonly shares: (figures: CitationFigures) => string;
  readonly judged: (judge: string, counts: JudgeCounts) => string;
  readonly failing: string;
  readonly doubted: string;
  /** Before the parts of a doubted claim whose words the passages lack. */
  readonly uncovered: string;
  readonly quoted: (text: string) => string;
  readonly disagreeing: string;
  readonly reasons: Readonly<Record<"number" | "opposite" | "negation", string>>;
  readonly marked: (file: string) => string;
  readonly meaning: string;
}

export interface JudgeCounts {
  readonly full: number;
  readonly partial: number;
  readonly none: number;
  /** Verdicts of which the judge is not sure; they are among the others. */
  readonly unsure: number;
  readonly unavailable: number;
}
