import type { VerdictWord } from "../../judge/rubric/verdict.ts";

/** A label and what a judge says in its place; undefined where it does not know or could not be asked. */
export interface VerdictPair {
  readonly label: VerdictWord;
  readonly said?: VerdictWord;
}

/**
 * Macro-F1 of one report's verdicts, as the ResearchRubrics repository has it: the mean F1 of all classes that occur in
 * labels or answers, 0 for a class that is never right. Without an answer, a case is a miss of its class.
 */
export function macroF1(pairs: readonly VerdictPair[]): number {
  const classes = new Set(pairs.flatMap(({ label, said }) => (said === undefined ? [label] : [label, said])));
  const scores = [...classes].map((own) => {
    const right = pairs.filter(({ label, said }) => label === own && said === own).length;
    const said = pairs.filter((pair) => pair.said === own).length;
    const labelled = pairs.filter(({ label }) => label === own).length;
    return right === 0 ? 0 : (2 * right) / (said + labelled);
  });
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

/** The public repository's binary form: what is met in part is not met. */
export function binary({ label, said }: VerdictPair): VerdictPair {
  const strict = (word: VerdictWord): VerdictWord => (word === "full" ? "full" : "none");
  return { label: strict(label), ...(said === undefined ? {} : { said: strict(said) }) };
}
