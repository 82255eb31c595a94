import { needsAntecedent } from "./refers-back.ts";
import type { Reading, Statement } from "./reading.ts";
import type { TermSpace } from "./terms.ts";
import type { Layer } from "./wanted.ts";

/** A statement and what stands around it, each with the share of a slot that a term found there fills. */
export interface Surroundings {
  /** The sentence alone. */
  readonly own: readonly Layer[];
  /** With its lead-in and headings. */
  readonly near: readonly Layer[];
  /** With the title and the rest of its passage. */
  readonly all: readonly Layer[];
  /** All, for the topic, which may well stand above the sentence. */
  readonly topic: readonly Layer[];
}

const nearGain = 0.2;
const topicGain = 0.4;

function raised(layers: readonly Layer[], gain: number): readonly Layer[] {
  return layers.map((layer) => ({ ...layer, share: Math.min(1, layer.share + gain) }));
}

/** What opens the list of a statement, with the sentence that it leans on: “…. These include:”. */
function openingOf({ lead }: Statement): string {
  if (lead === undefined) return "";
  return needsAntecedent(lead.text) ? `${lead.previous?.text ?? ""} ${lead.text}` : lead.text;
}

/**
 * Reads what stands around a statement, with what its page lends it. A row of a table speaks for itself alone.
 */
export function surroundingsOf(
  statement: Statement,
  reading: Reading,
  space: TermSpace,
  ...[lent]: readonly [Layer | undefined]
): Surroundings {
  const own = [{ terms: space.terms(statement.text), share: 1 }];
  if (statement.type === "row") return { own, near: own, all: own, topic: own };
  const isLoose = statement.type === "item" && statement.lead === undefined;
  const led = `${openingOf(statement)} ${statement.parent?.text ?? ""}`;
  const above: readonly Layer[] = [
    { terms: space.terms(led), share: 0.85 },
    { terms: space.terms(reading.context), share: isLoose ? 0.8 : 0.6 },
  ];
  const title = { terms: space.terms(reading.source.title), share: 0.45 };
  const page = lent === undefined ? [] : [lent];
  const passage = { terms: space.terms(reading.passage.text), share: 0.3 };
  return {
    own,
    near: raised([...own, ...above, ...page], nearGain),
    all: [...own, ...above, ...page, title, passage],
    topic: [...raised([...own, ...above, ...page, title], topicGain), passage],
  };
}
