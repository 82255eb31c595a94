import { present } from "../../core/present.ts";
import type { Passage, Source } from "../../core/source.ts";
import type { Backing, EvidenceBrief, SelectedPassage } from "../evidence-brief.ts";
import { type Fragment, readPassage } from "./read-passage.ts";
import type { Repeal } from "./repeal.ts";
import { readStatute, type Statute, withoutArticleNumber } from "./statute.ts";
import { findValues, type Value } from "./values.ts";

/** A passage of the brief, taken apart. */
export interface Reading {
  readonly citationId: string;
  readonly source: Source;
  readonly backing: Backing;
  readonly passage: Passage;
  /** By sub-question, from the brief. */
  readonly relevance: ReadonlyMap<string, number>;
  readonly statute?: Statute;
  /** Its document is no longer in force. */
  readonly repeal?: Repeal;
  /** Headings above the passage, joined. */
  readonly context: string;
  readonly statements: readonly Statement[];
}

/** A piece of a passage that a report may use. */
export interface Statement extends Fragment {
  readonly id: string;
  readonly citationId: string;
  readonly source: Source;
  /** Position in its passage, from 0. */
  readonly order: number;
  /** A sentence that only opens what follows: of no use alone. */
  readonly introduces: boolean;
  /** What opens the list that this item stands in. */
  readonly lead?: Statement;
  /** The item that this one is nested under. */
  readonly parent?: Statement;
  /** The sentence before it in the same passage. */
  readonly previous?: Statement;
  readonly values: readonly Value[];
}

const endsWithColon = /[:：]\s*$/;
const announces = /\b(?:following|these|below|as follows|include|either|any of)\b|下列|以下|如下/i;
const terminated = /[.!?。！？…；;]["'”’」』）)\]]*$/;
const finiteVerb =
  /\b(?:is|are|was|were|has|have|had|can|may|must|will|should|do|does|did|became|began|won|wrote|made|\p{L}{3,}(?:ed|es))\b/iu;

/** Whether running text is a sentence and not a title, a line of an address or a loose label. */
function isSentence(text: string): boolean {
  if (terminated.test(text))
    return /\p{Script=Han}/u.test(text) ? text.length >= 6 : text.split(" ").length >= 3;
  if (/\p{Script=Han}/u.test(text)) return text.length >= 12 && /[，、]/.test(text);
  return text.split(" ").length >= 6 && finiteVerb.test(text);
}

interface Draft {
  readonly selected: SelectedPassage;
  readonly statute: Statute | undefined;
  readonly fragments: readonly Fragment[];
}

function draft(selected: SelectedPassage): Draft {
  const statute = readStatute(selected.source, selected.passage);
  const fragments = readPassage(selected.passage.text);
  if (statute === undefined) return { selected, statute, fragments };
  const trimmed = fragments.map((fragment, index) => ({
    ...fragment,
    text: index === 0 ? withoutArticleNumber(fragment.verbatim) : fragment.verbatim,
    verbatim: index === 0 ? withoutArticleNumber(fragment.verbatim) : fragment.verbatim,
  }));
  return { selected, statute, fragments: trimmed.filter((fragment) => fragment.text !== "") };
}

/** Statements of a passage, in order; `opener` is what the passage before it ended with. */
function statementsOf(from: Draft, opener: Statement | undefined): readonly Statement[] {
  const statements: Statement[] = [];
  const { citationId, source } = from.selected;
  let lead = opener?.introduces === true ? opener : undefined;
  let leadBlock = lead === undefined ? -1 : (from.fragments[0]?.block ?? -1);
  for (const [order, fragment] of from.fragments.entries()) {
    const before = statements.at(-1);
    const opensList = before?.type === "sentence" && fragment.type === "item";
    if (opensList && (before.introduces || announces.test(before.text))) {
      lead = before;
      leadBlock = fragment.block;
    }
    const parent = fragment.depth > 0 ? statements.findLast((other) => isAbove(other, fragment)) : undefined;
    const isLed = fragment.type === "item" && lead !== undefined && fragment.block === leadBlock;
    const follows = fragment.type === "sentence" && before?.type === "sentence";
    const introduces = endsWithColon.test(fragment.text);
    if (fragment.type === "item" && fragment.isLink && !isLed && parent === undefined) continue;
    if (fragment.type === "sentence" && !introduces && !isSentence(fragment.text)) continue;
    statements.push({
      ...fragment,
      id: `${citationId}#${order}`,
      citationId,
      source,
      order,
      introduces,
      values: findValues(fragment.text),
      ...(isLed && lead !== undefined ? { lead } : {}),
      ...present({ parent }),
      ...(follows ? { previous: before } : {}),
    });
  }
  return statements;
}

function isAbove(other: Statement, fragment: Fragment): boolean {
  return other.type === "item" && other.block === fragment.block && other.depth < fragment.depth;
}

/**
 * Reads the passages of a brief, each once, in the order of their sources and places. A list whose lead-in
 * ended the passage before it is joined to it.
 */
export function readEvidence({
  selected,
  backings,
}: Pick<EvidenceBrief, "selected" | "backings">): readonly Reading[] {
  const relevance = new Map<string, Map<string, number>>();
  const first = new Map<string, SelectedPassage>();
  for (const item of selected) {
    if (!first.has(item.citationId)) first.set(item.citationId, item);
    const known = relevance.get(item.citationId) ?? new Map<string, number>();
    known.set(item.subQuestionId, Math.max(known.get(item.subQuestionId) ?? 0, item.relevance));
    relevance.set(item.citationId, known);
  }
  const ordered = [...first.values()].sort(
    (a, b) => compareText(a.source.id, b.source.id) || a.passage.index - b.passage.index,
  );
  const readings: Reading[] = [];
  for (const item of ordered) {
    const before = readings.at(-1);
    const adjoins = before?.source.id === item.source.id && before.passage.index === item.passage.index - 1;
    const from = draft(item);
    readings.push({
      citationId: item.citationId,
      source: item.source,
      backing: backings.get(item.source.id) ?? { origin: -readings.length - 1, tier: "unknown" },
      passage: item.passage,
      relevance: relevance.get(item.citationId) ?? new Map(),
      context: item.passage.headingPath.join(" \n "),
      statements: statementsOf(from, adjoins ? before.statements.at(-1) : undefined),
      ...present({ statute: from.statute }),
    });
  }
  return readings;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
