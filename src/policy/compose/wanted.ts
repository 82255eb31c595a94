import type { AnswerKind, QuestionAnalysis, SubQuestion } from "../question.ts";
import { subjectWords } from "../question/chinese-subject.ts";
import { kindWords, wantedKinds } from "./answer-signals.ts";
import type { TermSpace } from "./terms.ts";

/** Something that an answer should name; it does when it has one of the terms. */
export interface Slot {
  readonly terms: readonly string[];
  readonly weight: number;
}

/** What a sub-question asks for, ready to be looked for. */
export interface Wanted {
  readonly subQuestion: SubQuestion;
  readonly kinds: readonly AnswerKind[];
  /** What it is about, without the words that only say which kind of answer it wants. */
  readonly slots: readonly Slot[];
  readonly topic: readonly Slot[];
  /** What it asks for beside the topic; empty where the topic is all. */
  readonly focus: readonly Slot[];
  /** No passage of the run has the word that tells most: what they say is about something else. */
  readonly isUnmet: boolean;
}

/** Text that stands around a statement, with the share of a slot that a term found in it fills. */
export interface Layer {
  readonly terms: ReadonlySet<string>;
  readonly share: number;
}

const pair = /^\p{Script=Han}{2}$/u;
const hanRun = /\p{Script=Han}{2,}/gu;

/**
 * Slots for the terms of a text. Chinese is indexed in overlapping pairs, of which only some are words; so
 * every character is a slot that either of its pairs fills, and a pair across two words never counts against
 * a text that has both words.
 */
function slotsOf(terms: readonly string[], text: string, weigh: (term: string) => number): readonly Slot[] {
  const wanted = new Set(terms);
  const placed = new Set<string>();
  const slots: Slot[] = [];
  const seen = new Set<string>();
  for (const [run] of text.normalize("NFKC").matchAll(hanRun)) {
    const pairs = Array.from({ length: run.length - 1 }, (_, index) => run.slice(index, index + 2));
    for (let index = 0; index < run.length; index += 1) {
      const around = [pairs[index - 1], pairs[index]].filter(
        (term) => term !== undefined && wanted.has(term),
      );
      const known = around.filter((term) => term !== undefined);
      const key = `${run[index]}${known.join()}`;
      if (known.length === 0 || seen.has(key)) continue;
      seen.add(key);
      for (const term of known) placed.add(term);
      slots.push({ terms: known, weight: Math.min(...known.map(weigh)) / 2 });
    }
  }
  for (const term of wanted)
    if (!(pair.test(term) && placed.has(term))) slots.push({ terms: [term], weight: weigh(term) });
  return slots;
}

/** Kinds whose words (“condition”, “steps”, 手续) never name a matter of their own. */
const genericKinds: readonly AnswerKind[] = ["requirement", "procedure", "comparison", "list"];

/** Words that say what kind of answer is wanted, of every kind but one. */
function otherKindWords(leading: AnswerKind | undefined): string {
  return Object.entries(kindWords)
    .filter(([kind]) => kind !== leading)
    .map(([, words]) => words)
    .join(" ");
}

/** Such a word of another kind (“a bank that charged me a fee”) is hardly what the question turns on. */
const otherKindShare = 0.5;
/** A term of the whole question's topic says less about one sub-question. */
const sharedTermShare = 0.5;
/** A term of the asker's situation is weighed as such, and hardly as a term. */
const situationalShare = 0.35;

/**
 * Works out what a sub-question asks for: its own terms, and the topic's at a lower weight. The year
 * of a side of a comparison is left to whoever tells the sides apart: no sentence of a law names it.
 */
export function wantedBy(subQuestion: SubQuestion, analysis: QuestionAnalysis, space: TermSpace): Wanted {
  const kinds = wantedKinds(subQuestion);
  const [leading] = kinds;
  const said = [leading ?? subQuestion.kind, ...genericKinds].map((kind) => kindWords[kind] ?? "");
  const spoken = space.terms(said.join(" "));
  const ofOtherKind = space.terms(otherKindWords(leading));
  const isMatter = (term: string): boolean => !spoken.has(term);
  const topic = new Set(analysis.topicTerms);
  const named = subQuestion.terms.length > 0 ? subQuestion.terms : [...space.terms(subQuestion.text)];
  const side = space.terms(subQuestion.side ?? "");
  const own = [...named, ...side];
  const isYear = (term: string): boolean =>
    subQuestion.side !== undefined && /^(?:19|20)\d{2}年?$/.test(term);
  const asked = [...new Set([...own, ...topic])].filter(isMatter);
  const apart = asked.filter((term) => !isYear(term));
  const matter = apart.length > 0 ? apart : asked;
  const situational = new Set(analysis.constraints.flatMap((constraint) => [...space.terms(constraint)]));
  const weigh = (term: string): number =>
    space.weight(term) *
    (ofOtherKind.has(term) ? otherKindShare : 1) *
    (topic.has(term) ? sharedTermShare : 1) *
    (situational.has(term) ? situationalShare : 1);
  const slots = slotsOf(
    matter.length > 0 ? matter : own,
    `${subQuestion.text} \n ${analysis.question}`,
    weigh,
  );
  return {
    subQuestion,
    kinds,
    slots,
    isUnmet:
      subQuestion.isUnmet === true ||
      lacksKey(
        matter.filter((term) => !ofOtherKind.has(term)),
        space,
      ) ||
      (subQuestion.side === undefined &&
        /\p{Script=Han}/u.test(subQuestion.text) &&
        lacksSubject(subQuestion.text, space)),
    focus: slotsOf(
      matter.filter(
        (term) =>
          !topic.has(term) &&
          !situational.has(term) &&
          !side.has(term) &&
          (!ofOtherKind.has(term) || topic.size === 0),
      ),
      subQuestion.text,
      space.weight,
    ),
    topic: slotsOf([...topic].filter(isMatter), analysis.question, space.weight),
  };
}

/** A word is the key of a question if it weighs this much more than the next one. */
const keyShare = { latin: 1.05, chinese: 1.15 } as const;
/** It is what the question turns on if it has this share of the whole weight. */
const keyPart = 0.25;

/** Whether the telling word of a question in a spaced script, if one stands out, is in no passage of the run. */
function lacksKey(terms: readonly string[], space: TermSpace): boolean {
  const [key, next] = terms.toSorted((a, b) => space.weight(b) - space.weight(a));
  if (key === undefined || next === undefined || !/^[\p{Script=Latin}'-]+$/u.test(key)) return false;
  const all = terms.reduce((sum, term) => sum + space.weight(term), 0);
  const isTelling =
    space.weight(key) >= keyShare.latin * space.weight(next) && space.weight(key) >= keyPart * all;
  return isTelling && !space.isMet(key);
}

/** Documents write a number in another way or with another unit. */
const numeral = /[\d一二两三四五六七八九十百千万]/;

/**
 * The same for Chinese, by its words. A question there names its subject first; what it asks of it comes last, and
 * documents say that in their own words.
 */
function lacksSubject(text: string, space: TermSpace): boolean {
  const words = subjectWords(text)
    .split(" ")
    .filter((word) => !numeral.test(word))
    .map((word) => [...space.terms(word)].filter((term) => pair.test(term)))
    .filter((terms) => terms.length > 0);
  const subject = words
    .slice(0, -1)
    .map((terms) => ({
      terms,
      weight: terms.reduce((sum, term) => sum + space.weight(term), 0) / terms.length,
    }))
    .sort((a, b) => b.weight - a.weight);
  const [key, next] = subject;
  if (key === undefined || next === undefined) return false;
  return key.weight >= keyShare.chinese * next.weight && !key.terms.some((term) => space.isMet(term));
}

/** Share, 0 to 1, of the slots' weight that the layers fill; each slot takes the best layer that fills it. */
export function fillSlots(slots: readonly Slot[], layers: readonly Layer[]): number {
  let all = 0;
  let filled = 0;
  for (const { terms, weight } of slots) {
    all += weight;
    const shares = layers
      .filter((layer) => terms.some((term) => layer.terms.has(term)))
      .map((layer) => layer.share);
    filled += weight * Math.max(0, ...shares);
  }
  return all === 0 ? 0 : filled / all;
}
