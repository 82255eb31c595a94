import { publisherOf } from "./publisher.ts";
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

function folded(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * Finds, for a sentence, passages of other publishers that say the same in other words. A copy of the very
 * words is no second witness; laws are not witnesses for one another.
 */
export function createWitnesses(
  readings: readonly Reading[],
  space: TermSpace,
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
        publisherOf(reading.source) !== publisherOf(own.reading.source) &&
        folded(other.text) !== folded(statement.text) &&
        sameValues(statement, other) &&
        space.coverage(terms, space.terms(other.text)) >= sameContent &&
        space.coverage(space.terms(other.text), terms) >= sameContent,
    );
    return [...new Set(others.map(({ statement: other }) => other.citationId))].slice(0, mostOthers);
  };
  return (statement) => {
    const known = found.get(statement.id) ?? search(statement);
    found.set(statement.id, known);
    return known;
  };
}
