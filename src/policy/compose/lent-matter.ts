import { answerSignal } from "./answer-signals.ts";
import type { Reading } from "./reading.ts";
import type { TermSpace } from "./terms.ts";
import { fillSlots, type Layer, type Wanted } from "./wanted.ts";

/** What a page lends to its passages. */
const lentShare = 0.6;
/** A title that has the key word, or a passage with its title and headings, lends where it names this much of the matter. */
const leastNamed = 0.6;
/** Where a passage that names the matter has the form of an answer this much, no passage needs to lend. */
const leastForm = 0.6;

interface Lent extends Layer {
  readonly filled: number;
}

/**
 * What the page of a reading says about the matter where the reading does not. A page whose title is the
 * matter need not name it in every section. A page that names it in one passage goes on about it in other words:
 * “opened a credit card in my name” stands under the warning signs of identity theft, and what to do about it
 * under “How to report it”. A law speaks of too much to lend anything.
 */
export function lender(
  readings: readonly Reading[],
  wanted: Wanted,
  space: TermSpace,
): (reading: Reading) => Layer | undefined {
  const named = namedByPassage(readings, wanted, space);
  const key = wanted.slots.toSorted((a, b) => b.weight - a.weight)[0]?.terms ?? [];
  return ({ statute, source }) => {
    if (statute !== undefined) return undefined;
    const title = lentBy(source.title, wanted, space);
    const isMatter = title.filled >= leastNamed && key.some((term) => title.terms.has(term));
    return isMatter ? title : named.get(source.id);
  };
}

function lentBy(text: string, { slots }: Wanted, space: TermSpace): Lent {
  const terms = space.terms(text);
  return { terms, share: lentShare, filled: fillSlots(slots, [{ terms, share: 1 }]) };
}

/** By source, what its passage that names most of the matter lends; nothing where such a passage also answers. */
function namedByPassage(
  readings: readonly Reading[],
  wanted: Wanted,
  space: TermSpace,
): ReadonlyMap<string, Lent> {
  const best = new Map<string, Lent>();
  for (const { statute, source, context, passage } of readings) {
    if (statute !== undefined) continue;
    const lent = lentBy(`${source.title} \n ${context} \n ${passage.text}`, wanted, space);
    if (lent.filled < leastNamed) continue;
    if (answerSignal(wanted.kinds[0] ?? wanted.subQuestion.kind, passage.text) >= leastForm) return new Map();
    if (lent.filled > (best.get(source.id)?.filled ?? 0)) best.set(source.id, lent);
  }
  return best;
}
