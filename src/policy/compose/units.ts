import type { Reading, Statement } from "./reading.ts";
import type { ScoredStatement } from "./score-statement.ts";

/** What is taken into a report together or not at all. */
export interface Unit {
  readonly reading: Reading;
  readonly relevance: number;
  /** How well its best statement answers. */
  readonly answer: number;
  readonly states: boolean;
  readonly signal: number;
  readonly named: number;
  readonly covered: number;
  readonly fit: number;
  /** 1 when all it does is to send the reader elsewhere. */
  readonly away: number;
  /** The sentence that opens a list, or the antecedents of the first statement. */
  readonly lead: readonly Statement[];
  /** In the order of the passage. */
  readonly statements: readonly Statement[];
  readonly isList: boolean;
  /** All sentences of one article of a law. */
  readonly isArticle: boolean;
}

/** A list is cut to its best items beyond this many. */
const longestList = 9;
/** A list of which only some items have to do with the matter answers less well. */
const partialListCost = 0.12;
/** An item that scores below this share of its list's best is left out of a long list. */
const itemShare = 0.75;

const refersBack =
  /^(?:it|they|he|she|this|these|those|that|such|its|their|his|her|both|the (?:latter|former|same)|doing so|in (?:that|this|these|those) cases?|if so|otherwise|then)\b|^(?:[A-Z][a-z]+|do(?:es)? not [a-z]+|you (?:can|must|may|should|will) [a-z]+) (?:one|it|them)\b|^(?:其|该|此|它|他|她|上述|前款|前述|这|那|以上|否则)/i;
const namesItself =
  /^(?:this|these|such|that|those) (?:page|article|law|act|guide|section|chapter|study|paper|report|document|website)\b|^(?:其他|其中|其它|该法|此外)/i;

/** Whether a sentence cannot be understood without the one before it. */
export function needsAntecedent(text: string): boolean {
  return refersBack.test(text) && !namesItself.test(text);
}

const longestChain = 2;
/** A sentence that names less of the matter than this is about something that stands before it. */
const leastNamed = 0.08;
/** What an item must have of the matter in its headings to go without naming it. */
const leastCovered = 0.3;

/** An item under a telling heading is about the heading; other text must name its matter. */
function namesNothing({ statement, named, covered }: ScoredStatement): boolean {
  return named < leastNamed && !(statement.type === "item" && covered >= leastCovered);
}

/** The sentences before this one that it leans on, nearest last; undefined where they are out of reach. */
function antecedentsOf(scored: ScoredStatement): readonly Statement[] | undefined {
  const chain: Statement[] = [];
  let current = scored.statement;
  const isNameless = namesNothing(scored);
  const leansOn = (statement: Statement): boolean =>
    needsAntecedent(statement.text) || (statement === scored.statement && isNameless);
  while (leansOn(current)) {
    if (current.previous === undefined || chain.length === longestChain) return undefined;
    current = current.previous;
    chain.unshift(current);
  }
  return chain;
}

function sentenceUnit(scored: ScoredStatement): Unit | undefined {
  const { statement, reading } = scored;
  if (statement.introduces) return undefined;
  const chain = antecedentsOf(scored);
  if (chain === undefined && namesNothing(scored)) return undefined;
  return {
    reading,
    relevance: chain === undefined ? scored.relevance - 0.05 : scored.relevance,
    answer: chain === undefined ? scored.answer - 0.08 : scored.answer - 0.02 * chain.length,
    states: scored.states,
    signal: scored.signal,
    named: scored.named,
    covered: scored.covered,
    fit: scored.fit,
    away: scored.away,
    lead: chain ?? [],
    statements: [statement],
    isList: false,
    isArticle: false,
  };
}

function listUnit(members: readonly ScoredStatement[], lead: ScoredStatement | undefined): Unit | undefined {
  const [first] = members;
  if (first === undefined) return undefined;
  const best = members.reduce((a, b) => (b.answer > a.answer ? b : a), first);
  const top = Math.max(...members.map((member) => member.relevance));
  const mean = members.reduce((sum, member) => sum + member.relevance, 0) / members.length;
  const leadRelevance = lead?.relevance ?? mean;
  const isWhole = members.length <= longestList && leadRelevance >= itemShare * top;
  const kept = isWhole
    ? members
    : members
        .toSorted((a, b) => b.relevance - a.relevance)
        .filter((member) => member.relevance >= itemShare * top)
        .slice(0, longestList);
  return {
    reading: best.reading,
    relevance: 0.4 * top + 0.6 * Math.max(mean, leadRelevance),
    answer: Math.max(best.answer, lead?.answer ?? 0) - (kept.length < members.length ? partialListCost : 0),
    states: members.some((member) => member.states) || lead?.states === true,
    away: lead?.away ?? 0,
    fit: best.fit,
    covered: Math.max(lead?.covered ?? 0, ...members.map((member) => member.covered)),
    named: Math.max(lead?.named ?? 0, ...members.map((member) => member.named)),
    signal: Math.max(lead?.signal ?? 0, ...members.map((member) => member.signal)),
    lead: lead === undefined ? [] : [lead.statement],
    statements: withParents(kept.map((member) => member.statement)),
    isList: true,
    isArticle: false,
  };
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

/** Chinese characters up to which an article is quoted whole. */
const longestArticle = 360;

/** The running text of a short article, as relevant as its best sentence, nearly; undefined for other passages. */
function articleUnit(members: readonly ScoredStatement[]): Unit | undefined {
  const [first] = members;
  const sentences = members.filter(({ statement }) => statement.type === "sentence" && !statement.introduces);
  const length = sentences.reduce((sum, { statement }) => sum + statement.text.length, 0);
  if (first?.reading.statute?.article === undefined || sentences.length < 2 || length > longestArticle)
    return undefined;
  const relevances = sentences.map(({ relevance }) => relevance);
  const mean = relevances.reduce((sum, value) => sum + value, 0) / relevances.length;
  return {
    reading: first.reading,
    relevance: 0.75 * Math.max(...relevances) + 0.25 * mean,
    answer: Math.max(...sentences.map(({ answer }) => answer)),
    states: sentences.some(({ states }) => states),
    fit: first.fit,
    covered: Math.max(...sentences.map(({ covered }) => covered)),
    named: Math.max(...sentences.map(({ named }) => named)),
    signal: Math.max(...sentences.map(({ signal }) => signal)),
    away: 0,
    lead: [],
    statements: sentences.map(({ statement }) => statement).sort((a, b) => a.order - b.order),
    isList: false,
    isArticle: true,
  };
}

/** Items that say nothing alone: under a lead-in, nested, loose words, or about what their heading names. */
function belongTogether(items: readonly ScoredStatement[]): boolean {
  const isLoose = ({ statement, named }: ScoredStatement): boolean =>
    named < leastNamed || !/[.!?。！？]["”’)）]*$/.test(statement.text);
  const loose = items.filter(isLoose).length;
  return (
    items.some(({ statement }) => statement.lead !== undefined || statement.depth > 0) ||
    2 * loose > items.length
  );
}

/** The parts of a nested list without a lead-in, where every outer item is a sentence: each can stand alone. */
function branchesOf(members: readonly ScoredStatement[]): readonly (readonly ScoredStatement[])[] {
  const ordered = members.toSorted((a, b) => a.statement.order - b.statement.order);
  const outer = ordered.filter(({ statement }) => statement.depth === 0);
  if (outer.length === ordered.length || outer.some(({ statement }) => statement.text.split(" ").length < 5))
    return [];
  const branches: ScoredStatement[][] = [];
  for (const member of ordered) {
    if (member.statement.depth === 0) branches.push([member]);
    else branches.at(-1)?.push(member);
  }
  return branches;
}

function branchUnit(branch: readonly ScoredStatement[]): Unit | undefined {
  const [root, ...inner] = branch;
  if (root === undefined || inner.length === 0) return root === undefined ? undefined : sentenceUnit(root);
  const unit = listUnit(inner, root);
  if (unit === undefined) return undefined;
  return { ...unit, statements: unit.statements.filter((statement) => statement.id !== root.statement.id) };
}

/**
 * Groups the scored statements of a sub-question into units; best answers first. A sentence of a short
 * article is there alone, as an answer, and again in its article.
 */
export function buildUnits(scored: readonly ScoredStatement[]): readonly Unit[] {
  const articles = Map.groupBy(scored, ({ reading }) => reading.citationId)
    .values()
    .map(articleUnit);
  const byId = new Map(scored.map((entry) => [entry.statement.id, entry]));
  const blocks = new Map<string, ScoredStatement[]>();
  const units: (Unit | undefined)[] = [];
  for (const entry of scored) {
    const { statement } = entry;
    if (statement.type !== "item") units.push(sentenceUnit(entry));
    else {
      const key = `${statement.citationId}:${statement.block}`;
      blocks.set(key, [...(blocks.get(key) ?? []), entry]);
    }
  }
  for (const members of blocks.values()) {
    const leadId = members.find(({ statement }) => statement.lead !== undefined)?.statement.lead?.id;
    const branches = leadId === undefined ? branchesOf(members) : [];
    if (branches.length > 1) units.push(...branches.map((branch) => branchUnit(branch)));
    else if (belongTogether(members))
      units.push(listUnit(members, leadId === undefined ? undefined : byId.get(leadId)));
    else units.push(...members.map(sentenceUnit));
  }
  return [...units, ...articles].filter((unit) => unit !== undefined).sort((a, b) => b.answer - a.answer);
}

/** All the words of a unit; the same for the same unit under every sub-question. */
export function unitText(unit: Unit): string {
  return [...unit.lead, ...unit.statements].map((statement) => statement.text).join(" ");
}
