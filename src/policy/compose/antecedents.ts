import type { Statement } from "./reading.ts";
import { needsAntecedent } from "./refers-back.ts";
import type { ScoredStatement } from "./score-statement.ts";

const longestChain = 2;
/** A sentence that names less of the matter than this is about something that stands before it. */
const leastNamed = 0.08;
/** What an item must have of the matter in its headings to go without naming it. */
const leastCovered = 0.3;

/** Whether a statement says nothing of the matter itself; an item under a telling heading is about the heading. */
export function namesNothing({ statement, named, covered }: ScoredStatement): boolean {
  return named < leastNamed && !(statement.type === "item" && covered >= leastCovered);
}

/** Whether an item is loose words, or about what stands above it only. */
export function isLooseItem({ statement, named }: ScoredStatement): boolean {
  return named < leastNamed || !/[.!?。！？]["”’)）]*$/.test(statement.text);
}

/** The sentences before a statement that it leans on, nearest last; undefined where they are out of reach. */
export function antecedentsOf(scored: ScoredStatement): readonly Statement[] | undefined {
  const chain: Statement[] = [];
  let current = scored.statement;
  let leans = needsAntecedent(current.text) || namesNothing(scored);
  while (leans) {
    if (current.previous === undefined || chain.length === longestChain) return undefined;
    current = current.previous;
    chain.unshift(current);
    leans = needsAntecedent(current.text);
  }
  return chain;
}
