import { englishChain } from "./english-chain.ts";
import { englishClauses } from "./english-clauses.ts";
import { capitalise, comparisonDrafts, englishComparison } from "./english-comparison.ts";
import { englishHeading } from "./english-heading.ts";
import { englishKind } from "./english-kind.ts";
import { type EnglishTopic, isSituation, splitSituation, subjectOf, topicOf } from "./english-topic.ts";
import { asDocumentsSay } from "./english-wording.ts";
import { aspectWords, emptyWords, kindWords } from "./english-words.ts";
import { findMentions } from "./mentions.ts";
import type { QuestionDraft, QuestionParts } from "./question-draft.ts";

/** Takes an English question apart by its words; a question of no known form is one draft. */
export function englishParts(question: string): QuestionParts {
  const { context, asked } = englishClauses(question);
  const told = context.flatMap(splitSituation);
  const expanded = asked.flatMap(expandCoordination).map(asDocumentsSay);
  const parted = expanded.map((clause) => (expanded.length === 1 ? partCircumstance(clause) : { clause }));
  const circumstances = parted.flatMap(({ circumstance }) => circumstance ?? []);
  const constraints = [...told.filter(isSituation), ...circumstances];
  const subjects = told.filter((clause) => !isSituation(clause));
  const clauses = parted.map(({ clause }) => clause);
  const topic = topicOf(subjects, clauses[0] ?? "");
  const drafts: QuestionDraft[] = [];
  let antecedent = topic;
  let sides: readonly string[] = [];
  for (const [index, clause] of clauses.entries()) {
    const setting = { topic: antecedent, isAlone: clauses.length === 1, isFirst: index === 0 };
    const made = perSide(clause, sides, setting) ?? draftsOf(clause, setting);
    sides = englishComparison(clause)?.sides ?? sides;
    const shift = drafts.length;
    antecedent = nextAntecedent(clause, antecedent);
    drafts.push(...made.map((draft) => ({ ...draft, dependsOn: draft.dependsOn.map((at) => at + shift) })));
  }
  const isShared = subjects.length > 0 || clauses.length > 1;
  return {
    drafts,
    constraints,
    topic: isShared ? topic.words : "",
    isOverview: drafts.length === 1 && !/\?/.test(question) && !asks.test(clauses[0] ?? ""),
  };
}

const circumstance =
  /^(?<main>.+?)[,]? (?<tail>(?:after|when|once|while|because|since|before) (?:i|we|my|our)\b.+)$/i;
/** A clause with fewer words of its own than this says too little without its circumstance. */
const fewestWords = 2;

/** “How do I keep my insurance after I lose my job” asks about insurance; the job is told, and counts as such. */
function partCircumstance(clause: string): { readonly clause: string; readonly circumstance?: string } {
  const { main, tail } = circumstance.exec(clause)?.groups ?? {};
  if (main === undefined || tail === undefined) return { clause };
  const words = ownWords(main).filter((word) => !kindWords.has(word) && !aspectWords.has(word));
  return words.length < fewestWords ? { clause } : { clause: main, circumstance: tail };
}

/** “How do I get health insurance and what does it cost”: `it` is what was asked about last. */
function nextAntecedent(clause: string, before: EnglishTopic): EnglishTopic {
  const { words, noun } = subjectOf(clause);
  if (before.told === "" || words === "" || pronoun.test(clause)) return before;
  return { words, noun, told: "" };
}

const asks =
  /^(?:(?:in|at|on|by|for|to|of|with|from|under|since|until|during) )?(?:what|who|when|where|why|how|which|whose|whom)\b|^(?:do|does|did|is|are|was|were|can|could|should|will|would|may|must|has|have|had|if|whether)\b/i;

const coordination =
  /^(?<ask>what (?:are|is|were|was) |)(?:the |some )?(?<items>[a-z][a-z -]*(?:, [a-z][a-z -]*)*,? (?:and|or) [a-z][a-z -]*?) (?<rest>(?:of|for|to|about) .+)$/i;

/** “What are the causes, symptoms and treatment of X” asks three things. */
function expandCoordination(clause: string): readonly string[] {
  const { ask, items, rest } = coordination.exec(clause)?.groups ?? {};
  if (items === undefined || rest === undefined || englishComparison(clause) !== undefined) return [clause];
  const names = items.split(/,\s*(?:and\s+)?|\s+(?:and|or)\s+/).map((item) => item.trim());
  const plain = names.every((name) => {
    const words = name.split(/\s+/);
    return words.length <= 3 && words.every((word) => !emptyWords.has(word.toLowerCase()));
  });
  if (!plain || names.length < 2) return [clause];
  return names.map((name) => (ask ? `What ${verbFor(name)} the ${name} ${rest}` : `${name} ${rest}`));
}

function verbFor(noun: string): "are" | "is" {
  return /[^s]s$/i.test(noun) ? "are" : "is";
}

const eachSide = /\b(?:each|both|either)(?: (?:one|of (?:them|these|the two)))?\b/i;

/** “…, and who is eligible for each”: asked of every side that was compared; undefined for other clauses. */
function perSide(
  clause: string,
  sides: readonly string[],
  setting: Setting,
): readonly QuestionDraft[] | undefined {
  if (sides.length < 2 || !eachSide.test(clause)) return undefined;
  return sides.map((side) => ({ ...simpleDraft(clause.replace(eachSide, side), setting), side }));
}

interface Setting {
  readonly topic: EnglishTopic;
  readonly isAlone: boolean;
  readonly isFirst: boolean;
}

function draftsOf(clause: string, setting: Setting): readonly QuestionDraft[] {
  const comparison = englishComparison(clause);
  if (comparison !== undefined) return comparisonDrafts(clause, comparison);
  if (setting.isAlone && setting.topic.told === "") {
    const chain = englishChain(clause);
    if (chain.length > 0) return chain.map((draft) => withHeading(draft));
  }
  return [simpleDraft(clause, setting)];
}

function withHeading(draft: QuestionDraft): QuestionDraft {
  return draft.heading === "" ? { ...draft, heading: englishHeading(draft.text, draft.kind, false) } : draft;
}

const pronoun = /\b(?:it|they|them|this|these|those|its|their|that)\b|\bone(?=[?.\s]*$)/i;
const owning = /\b(?:its|their)\b/gi;
const standing = /\b(?:it|they|them|this|these|those|that)\b(?!\s+(?:is|are|was|were)\s+\w+\s+to\b)/i;

function simpleDraft(clause: string, { topic, isFirst }: Setting): QuestionDraft {
  const kind = englishKind(clause);
  const own = ownWords(clause);
  const subject = own.filter((word) => !kindWords.has(word) && !aspectWords.has(word));
  const hasPronoun = pronoun.test(clause);
  const elliptical =
    topic.words !== "" && (topic.told !== "" || !isFirst) && (subject.length === 0 || hasPronoun);
  const text = elliptical ? resolve(clause, topic) : clause;
  return {
    text: `${capitalise(text.replace(/[?!.\s]+$/, ""))}${asks.test(clause) ? "?" : ""}`,
    own: own.join(" "),
    kind,
    heading: englishHeading(text, kind, elliptical && subject.length === 0 && kind !== "person"),
    dependsOn: [],
  };
}

function ownWords(clause: string): readonly string[] {
  const words = clause.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu) ?? [];
  const names = findMentions(clause).flatMap((mention) => mention.text.toLowerCase().split(/\s+/));
  return words.filter((word) => !emptyWords.has(word) || (names.includes(word) && word.length > 2));
}

/** Puts the topic where a pronoun stands for it, or behind a clause that leaves it out. */
function resolve(clause: string, topic: EnglishTopic): string {
  if (topic.noun !== "") {
    const owned = clause.replace(owning, topic.noun.endsWith("s") ? `${topic.noun}'` : `${topic.noun}'s`);
    const stood = owned.replace(standing, topic.noun);
    if (stood !== clause) return stood;
  }
  return `${clause} (${topic.told !== "" ? topic.told : topic.noun || topic.words})`;
}
