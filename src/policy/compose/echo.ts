import { analyse } from "../../retrieval/analysis/index.ts";
import type { Wording } from "../question.ts";

const sequences = new Map<string, readonly string[]>();
const mostSequences = 4_000;

/** The terms of a text in order; remembered, since every statement is held against every sub-question. */
function sequenceOf(text: string): readonly string[] {
  const known = sequences.get(text);
  if (known !== undefined) return known;
  if (sequences.size >= mostSequences) sequences.clear();
  const made = analyse(text).map(({ term }) => term);
  sequences.set(text, made);
  return made;
}

/**
 * The longest run of a question's terms that a text repeats in their order, as a share of them: who asks for the
 * “kinds of permits” is answered by what speaks of the kinds of permits, not by what has the three words apart.
 * With `wordings`, a word of the question may be repeated under another name.
 */
export function echoOf(
  question: string,
  text: string,
  ...[wordings = []]: readonly [(readonly Wording[])?]
): number {
  const others = wordings.flatMap(({ said, others: names }) =>
    names.map((name) => question.replace(said, name)),
  );
  return Math.max(...[question, ...new Set(others)].map((asked) => runShare(asked, text)));
}

function runShare(question: string, text: string): number {
  const asked = sequenceOf(question);
  const said = sequenceOf(text);
  let longest = 0;
  let before: readonly number[] = [];
  for (const term of asked) {
    const runs = said.map((other, at) => (other === term ? (before[at - 1] ?? 0) + 1 : 0));
    longest = Math.max(longest, ...runs);
    before = runs;
  }
  return asked.length === 0 ? 0 : longest / asked.length;
}
