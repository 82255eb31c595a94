import type { Testimony } from "./dispute/camps.ts";
import { folded } from "./folded.ts";
import type { Reading, Statement } from "./reading.ts";
import type { TermSpace } from "./terms.ts";

/** Two sentences that share this much, both ways, and all values say the same. */
const sameContent = 0.8;
const mostOthers = 2;
const fewestTerms = 4;

function sameValues(left: Statement, right: Statement): boolean {
  const keys = new Set(left.values.map(({ key }) => key));
  return (
    keys.size === new Set(right.values.map(({ key }) => key)).size &&
    right.values.every(({ key }) => keys.has(key))
  );
}

/** Passages of other origins that give, on the same matter, every value that a sentence gives; one of each origin. */
function bearersOf(statement: Statement, believed: readonly Testimony[]): readonly string[] {
  const own = believed.find((testimony) => testimony.statement.id === statement.id);
  if (own === undefined) return [];
  const others = believed.filter(
    ({ unit, statement: other }) =>
      unit.reading.backing.origin !== own.unit.reading.backing.origin &&
      folded(other.text) !== folded(statement.text) &&
      statement.values.every(({ key }) => other.values.some((value) => value.key === key)),
  );
  const byOrigin = Map.groupBy(others, ({ unit }) => unit.reading.backing.origin);
  return [...byOrigin.values()].flatMap(([first]) =>
    first === undefined ? [] : [first.statement.citationId],
  );
}

/**
 * Finds, for a sentence, passages of other origins that say the same in other words, or bear out its value. A copy
 * of the very words is no second witness; laws are not witnesses for one another.
 */
export function createWitnesses(
  readings: readonly Reading[],
  { space, believed }: { readonly space: TermSpace; readonly believed: readonly Testimony[] },
): (statement: Statement) => readonly string[] {
  const found = new Map<string, readonly string[]>();
  const sentences = readings
    .filter(({ statute }) => statute === undefined)
    .flatMap((reading) => reading.statements.map((statement) => ({ reading, statement })))
    .filter(({ statement }) => statement.type === "sentence");
  const search = (statement: Statement): readonly string[] => {
    const own = sentences.find((entry) => entry.statement.id === statement.id);
    const terms = space.terms(statement.text);
    if (own === undefined || terms.size < fewestTerms) return [];
    const others = sentences.filter(
      ({ reading, statement: other }) =>
        reading.backing.origin !== own.reading.backing.origin &&
        folded(other.text) !== folded(statement.text) &&
        sameValues(statement, other) &&
        space.coverage(terms, space.terms(other.text)) >= sameContent &&
        space.coverage(space.terms(other.text), terms) >= sameContent,
    );
    return others.map(({ statement: other }) => other.citationId);
  };
  return (statement) => {
    const known =
      found.get(statement.id) ??
      [...new Set([...bearersOf(statement, believed), ...search(statement)])].slice(0, mostOthers);
    found.set(statement.id, known);
    return known;
  };
}
