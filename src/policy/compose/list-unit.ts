import { antecedentsOf, isLooseItem } from "./antecedents.ts";
import type { Statement } from "./reading.ts";
import type { ScoredStatement } from "./score-statement.ts";
import type { Unit } from "./unit.ts";

/** A list is cut to its best items beyond this many. */
const longestList = 12;
/** An item that scores below this share of its list's best is left out of a list that is not about the matter. */
const itemShare = 0.75;
/** A sentence says at once what a list spreads. */
const listCost = 0.04;
/** A list of which only some items have to do with the matter answers less well. */
const partialListCost = 0.12;

/** A lead-in such as “Then send it to:” leans on what is out of sight. */
const strayLeadCost = 0.15;

function bestOf(members: readonly ScoredStatement[], value: (member: ScoredStatement) => number): number {
  return Math.max(0, ...members.map(value));
}

/** Nested items take the items above them along. */
function withParents(items: readonly Statement[]): readonly Statement[] {
  const all = new Map<string, Statement>();
  for (const item of items) {
    for (let current: Statement | undefined = item; current !== undefined; current = current.parent) {
      all.set(current.id, current);
    }
  }
  return [...all.values()].sort((a, b) => a.order - b.order);
}

/** The items to keep: all of a short list whose lead-in is to the point, else those that are. */
function keptItems(members: readonly ScoredStatement[], leadRelevance: number): readonly ScoredStatement[] {
  const top = bestOf(members, ({ relevance }) => relevance);
  if (members.length <= longestList && leadRelevance >= itemShare * top) return members;
  return members
    .toSorted((a, b) => b.relevance - a.relevance)
    .filter(({ relevance }) => relevance >= itemShare * top)
    .slice(0, longestList);
}

/** A list with its lead-in as one unit; undefined where there are no items. */
export function listUnit(
  members: readonly ScoredStatement[],
  lead: ScoredStatement | undefined,
): Unit | undefined {
  const [first] = members;
  if (first === undefined) return undefined;
  const mean = members.reduce((sum, { relevance }) => sum + relevance, 0) / members.length;
  const leadRelevance = lead?.relevance ?? mean;
  const kept = keptItems(members, leadRelevance);
  const all = lead === undefined ? members : [lead, ...members];
  const before = lead === undefined ? [] : antecedentsOf(lead);
  const isStray = before === undefined;
  const cost =
    listCost + (kept.length < members.length ? partialListCost : 0) + (isStray ? strayLeadCost : 0);
  return {
    reading: first.reading,
    relevance: 0.4 * bestOf(members, ({ relevance }) => relevance) + 0.6 * Math.max(mean, leadRelevance),
    answer: bestOf(all, ({ answer }) => answer) - cost,
    states: all.some(({ states }) => states),
    signal: bestOf(all, ({ signal }) => signal),
    named: bestOf(all, ({ named }) => named),
    covered: bestOf(all, ({ covered }) => covered),
    isFocused: all.some(({ isFocused }) => isFocused),
    fit: first.fit,
    away: lead?.away ?? 0,
    lead: lead === undefined ? [] : [...(before ?? []), lead.statement],
    statements: withParents(kept.map(({ statement }) => statement)),
    isList: true,
    isArticle: false,
  };
}

/** Whether items say nothing alone: under a lead-in, nested, loose words, or about what their heading names. */
export function belongTogether(items: readonly ScoredStatement[]): boolean {
  const isBound = items.some(({ statement }) => statement.lead !== undefined || statement.depth > 0);
  return isBound || 2 * items.filter(isLooseItem).length > items.length;
}

/** Fewest words of an outer item that can stand alone with the items under it. */
const branchWords = 5;

/** The parts of a nested list where every outer item is a sentence; none where the list has to stay whole. */
export function branchesOf(members: readonly ScoredStatement[]): readonly (readonly ScoredStatement[])[] {
  const ordered = members.toSorted((a, b) => a.statement.order - b.statement.order);
  const outer = ordered.filter(({ statement }) => statement.depth === 0);
  const isLabel = ({ statement }: ScoredStatement): boolean => statement.text.split(" ").length < branchWords;
  if (outer.length === ordered.length || outer.length < 2 || outer.some(isLabel)) return [];
  const branches: ScoredStatement[][] = [];
  for (const member of ordered) {
    if (member.statement.depth === 0) branches.push([member]);
    else branches.at(-1)?.push(member);
  }
  return branches;
}
