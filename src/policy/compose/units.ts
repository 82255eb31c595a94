import { antecedentsOf, namesNothing } from "./antecedents.ts";
import { belongTogether, branchesOf, listUnit } from "./list-unit.ts";
import type { ScoredStatement } from "./score-statement.ts";
import type { Unit } from "./unit.ts";

/** What a sentence loses whose antecedent is out of reach, and for each antecedent that it takes along. */
const strayedCost = { relevance: 0.05, answer: 0.08 } as const;
const antecedentCost = 0.02;

function sentenceUnit(scored: ScoredStatement): Unit | undefined {
  const { statement, reading, ...score } = scored;
  const chain = antecedentsOf(scored);
  if (statement.introduces || (chain === undefined && namesNothing(scored))) return undefined;
  const isStray = chain === undefined;
  return {
    ...score,
    relevance: score.relevance - (isStray ? strayedCost.relevance : 0),
    answer: score.answer - (isStray ? strayedCost.answer : antecedentCost * chain.length),
    reading,
    lead: chain ?? [],
    statements: [statement],
    isList: false,
    isArticle: false,
  };
}

/** Chinese characters up to which an article is quoted whole. */
const longestArticle = 360;

/** The running text of a short article, as relevant as its best sentence, nearly; undefined for other passages. */
function articleUnit(members: readonly ScoredStatement[]): Unit | undefined {
  const [first] = members;
  const sentences = members.filter(({ statement }) => statement.type === "sentence" && !statement.introduces);
  const length = sentences.reduce((sum, { statement }) => sum + statement.text.length, 0);
  const isArticle = first?.reading.statute?.article !== undefined;
  if (first === undefined || !isArticle || sentences.length < 2 || length > longestArticle) return undefined;
  const most = (value: (scored: ScoredStatement) => number): number => Math.max(...sentences.map(value));
  const mean = sentences.reduce((sum, { relevance }) => sum + relevance, 0) / sentences.length;
  return {
    reading: first.reading,
    relevance: 0.75 * most(({ relevance }) => relevance) + 0.25 * mean,
    answer: most(({ answer }) => answer),
    states: sentences.some(({ states }) => states),
    signal: most(({ signal }) => signal),
    named: most(({ named }) => named),
    covered: most(({ covered }) => covered),
    isFocused: sentences.some(({ isFocused }) => isFocused),
    fit: first.fit,
    away: 0,
    lead: [],
    statements: sentences.map(({ statement }) => statement).sort((a, b) => a.order - b.order),
    isList: false,
    isArticle: true,
  };
}

/** An outer item with the items under it. */
function branchUnit(branch: readonly ScoredStatement[]): Unit | undefined {
  const [root, ...inner] = branch;
  if (root === undefined) return undefined;
  const unit = inner.length === 0 ? sentenceUnit(root) : listUnit(inner, root);
  if (unit === undefined || inner.length === 0) return unit;
  return { ...unit, statements: unit.statements.filter(({ id }) => id !== root.statement.id) };
}

/** The units of the items of one list. */
function itemUnits(
  members: readonly ScoredStatement[],
  byId: ReadonlyMap<string, ScoredStatement>,
): readonly (Unit | undefined)[] {
  const leadId = members.find(({ statement }) => statement.lead !== undefined)?.statement.lead?.id;
  const branches = leadId === undefined ? branchesOf(members) : [];
  if (branches.length > 0) return branches.map(branchUnit);
  if (!belongTogether(members)) return members.map(sentenceUnit);
  return [listUnit(members, leadId === undefined ? undefined : byId.get(leadId))];
}

/**
 * Groups the scored statements of a sub-question into units; best answers first. A sentence of a short
 * article is there alone, as an answer, and again in its article.
 */
export function buildUnits(scored: readonly ScoredStatement[]): readonly Unit[] {
  const byId = new Map(scored.map((entry) => [entry.statement.id, entry]));
  const items = scored.filter(({ statement }) => statement.type === "item");
  const lists = Map.groupBy(items, ({ statement }) => `${statement.citationId}:${statement.block}`);
  const passages = Map.groupBy(scored, ({ reading }) => reading.citationId);
  const units = [
    ...scored.filter(({ statement }) => statement.type !== "item").map(sentenceUnit),
    ...[...lists.values()].flatMap((members) => itemUnits(members, byId)),
    ...[...passages.values()].map(articleUnit),
  ];
  return units.filter((unit) => unit !== undefined).sort((a, b) => b.answer - a.answer);
}
