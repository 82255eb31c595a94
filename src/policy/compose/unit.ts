import type { Reading, Statement } from "./reading.ts";
import type { Score } from "./score-statement.ts";

/** What is taken into a report together or not at all; scored like its best statement, nearly. */
export interface Unit extends Score {
  readonly reading: Reading;
  /** The sentence that opens a list, or the antecedents of the first statement. */
  readonly lead: readonly Statement[];
  /** In the order of the passage. */
  readonly statements: readonly Statement[];
  readonly isList: boolean;
  /** All sentences of one article of a law. */
  readonly isArticle: boolean;
}

/** All the words of a unit; the same for the same unit under every sub-question. */
export function unitText(unit: Unit): string {
  return [...unit.lead, ...unit.statements].map((statement) => statement.text).join(" ");
}
