import type { Statement } from "./reading.ts";
import type { TermSpace } from "./terms.ts";
import type { Unit } from "./unit.ts";

/** Remembers what the report says already. */
export interface Said {
  /** Whether a unit would add nothing: no new statement, or the words and values of one that stands already. */
  readonly has: (unit: Unit) => boolean;
  readonly hasStatement: (statement: Statement) => boolean;
  readonly add: (unit: Unit) => void;
}

/** A statement of which another one has this share, and every value, says nothing new. */
const sameContent = 0.75;

/** An empty memory. */
export function createSaid(space: TermSpace): Said {
  const ids = new Set<string>();
  const texts: { readonly terms: ReadonlySet<string>; readonly values: ReadonlySet<string> }[] = [];
  return {
    has: (unit) => {
      if (unit.statements.every((statement) => ids.has(statement.id))) return true;
      return unit.statements.every((statement) => {
        const terms = space.terms(statement.text);
        return texts.some(
          (text) =>
            space.coverage(terms, text.terms) >= sameContent &&
            statement.values.every((value) => text.values.has(value.key)),
        );
      });
    },
    hasStatement: (statement) => ids.has(statement.id),
    add: (unit) => {
      for (const statement of [...unit.lead, ...unit.statements]) {
        ids.add(statement.id);
        texts.push({
          terms: space.terms(statement.text),
          values: new Set(statement.values.map((value) => value.key)),
        });
      }
    },
  };
}
