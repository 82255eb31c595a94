import { present } from "../../core/present.ts";
import { asideOf } from "./aside.ts";
import { splitSentences } from "../../core/sentences.ts";
import { analyseTerms } from "../../retrieval/analysis/index.ts";
import { isChinese } from "../analyse-question.ts";
import { pointsElsewhere } from "../compose/answer-signals.ts";
import { readingSize } from "../compose/similarity.ts";
import { readSituation, type Situation } from "../compose/situation.ts";
import { authority, specialty, subjectOfLaw } from "../compose/standing.ts";
import type { SubQuestion } from "../question.ts";
import { subjectWords } from "../question/chinese-subject.ts";
import type { PassageView } from "../state/passage-view.ts";
import type { ResearchState } from "../state/research-state.ts";
import { termWeights } from "../term-weights.ts";
import { kindSignal, ownTerms, topicOf, wantedTerms } from "./coverage.ts";
import { densityOf } from "./density.ts";
import { rarityOf } from "./rarity.ts";
import { statuteOf } from "./statute-of.ts";
import { isSuperseded, sideFit } from "./versions.ts";

/** Measures of a passage that stay the same while passages are selected. */
export interface FixedMeasures {
  readonly whole: number;
  readonly titleAsked: number;
  readonly superseded: number;
  readonly thin: number;
  /** A law says more than what explains it. */
  readonly authority: number;
  /** Rules for a special case that the question does not name, or a sanction where it asks for the rule. */
  readonly special: number;
  /** -1 to 1: whether it is about a case like the asker's. */
  readonly situation: number;
}

/** Those of them that depend on the sub-question. */
export interface FixedForSub {
  readonly own: number;
  readonly topic: number;
  readonly above: number;
  readonly signal: number;
  readonly side: number;
  /** BM25 of the wanted terms; see `densityOf`. */
  readonly score: number;
}

/** The most that `authority` adds and `specialty` costs. */
const mostAuthority = 0.15;
const mostSpecialty = 0.1;

const situations = new WeakMap<ResearchState["passages"], Situation>();

/** The asker's situation, read against everything seen so far. */
function situationOf({ analysis, passages }: ResearchState): Situation {
  const known = situations.get(passages);
  if (known !== undefined) return known;
  const evidence = [...passages.values()].map(
    ({ view: { source, passage } }) => `${source.title}\n${passage.headingPath.join("\n")}\n${passage.text}`,
  );
  const made = readSituation(analysis, evidence);
  situations.set(passages, made);
  return made;
}

/** A question about what it names has no asker whose case could matter. */
function situationFit({ source, passage }: PassageView, state: ResearchState): number {
  if (state.hops > 0) return 0;
  const fit = situationOf(state).fit(passage.text, `${source.title} \n ${passage.headingPath.join(" \n ")}`);
  // Who asks for whom something is wants the groups; only a page about one of them is about another case.
  return fit > -1 && asksForWhom(state) ? Math.max(0, fit) : fit;
}

function asksForWhom({ analysis }: ResearchState): boolean {
  return analysis.subQuestions.every(({ kind }) => kind === "requirement");
}

interface Kept {
  readonly fixed: Map<string, FixedMeasures>;
  readonly bySub: Map<SubQuestion, Map<string, FixedForSub>>;
}

// A turn's results make a new map of passages; everything here is computed once for each.
const kept = new WeakMap<ResearchState["passages"], Kept>();

function keptFor({ passages }: ResearchState): Kept {
  const known = kept.get(passages);
  if (known !== undefined) return known;
  const made: Kept = { fixed: new Map(), bySub: new Map() };
  kept.set(passages, made);
  return made;
}

export function fixedMeasures(view: PassageView, state: ResearchState): FixedMeasures {
  const { fixed } = keptFor(state);
  const known = fixed.get(view.citationId);
  if (known !== undefined) return known;
  const statute = statuteOf(view);
  const standing = { source: view.source, ...present({ statute }) };
  const made: FixedMeasures = {
    whole: termWeights(state.idf).coverage(state.questionTerms, view.terms),
    titleAsked: titleAsked(view, state),
    superseded: isSuperseded(view, state),
    thin: Math.max(thinness(readingSize(view.passage.text)), signpostShare(view.passage.text)),
    authority: authority(standing) / mostAuthority,
    special: Math.max(
      specialty(standing, state.analysis.question) / mostSpecialty,
      statute === undefined ? 0 : asideOf(view, state.analysis.question),
    ),
    situation: situationFit(view, state),
  };
  fixed.set(view.citationId, made);
  return made;
}

export function fixedForSub(view: PassageView, subQuestion: SubQuestion, state: ResearchState): FixedForSub {
  const { bySub } = keptFor(state);
  const forSub = bySub.get(subQuestion) ?? new Map<string, FixedForSub>();
  bySub.set(subQuestion, forSub);
  const known = forSub.get(view.citationId);
  if (known !== undefined) return known;
  const space = termWeights(state.idf);
  const topic =
    (isSubjectUnknown(state) ? unknownSubject : 1) *
    space.coverage(topicOf(subQuestion, state.analysis), view.terms);
  const signal = kindSignal(subQuestion, view);
  const { terms, isKindOnly } = ownTerms(subQuestion, state);
  const said = space.coverage(terms, view.terms);
  // Where the words only name the kind of answer, looking like one counts more than having them.
  const looks = (signal + topic) / 2;
  const made: FixedForSub = {
    own: terms.length === 0 ? looks : isKindOnly ? (said + 2 * looks) / 3 : said,
    topic,
    above: space.coverage(wantedTerms(subQuestion, state), view.above),
    signal,
    side: sideFit(subQuestion, view, state),
    score: densityOf(view, wantedTerms(subQuestion, state), state),
  };
  forSub.set(view.citationId, made);
  return made;
}

/** What a passage has of the topic counts for so much where no document knows the question's subject. */
const unknownSubject = 0.9;

/**
 * Whether no document has what the question is about: all its names, or in Chinese, where the topic comes
 * first, its first word. What is left of “醉驾会受到什么处罚” without 醉驾 fits a hundred other matters.
 */
function isSubjectUnknown({ analysis, idf, passages }: ResearchState): boolean {
  const isNowhere = (words: string): boolean => {
    const terms = analyseTerms(words, { mode: "query" });
    if (terms.length === 0 || !terms.every((term) => idf.get(term) === 0)) return false;
    return ![...passages.values()].some(({ view }) => terms.every((term) => view.terms.has(term)));
  };
  const names = analysis.entities.filter((entity) => !/^[\d年月日第条]+$/.test(entity));
  if (names.length > 0) return names.every(isNowhere);
  const [first] = isChinese(analysis.question) ? subjectWords(analysis.question).split(" ") : [];
  return first !== undefined && isNowhere(first);
}

function titleAsked(view: PassageView, state: ResearchState): number {
  const subject = statuteOf(view) === undefined ? "" : subjectOfLaw(view.source.title);
  if (subject.length > 1 && state.analysis.question.includes(subject)) return 1;
  if (view.title === "" || !state.questionSequence.includes(view.title)) return 0;
  const rarity = rarityOf(state);
  const terms = view.title.trim().split(" ");
  return Math.min(
    1,
    terms.reduce((total, term) => total + rarity(term), 0),
  );
}

/** Share of the sentences that only send the reader to another page: a signpost is no evidence. */
function signpostShare(text: string): number {
  const away = splitSentences(text).map((sentence) => pointsElsewhere(sentence.text.trim()));
  return away.reduce((sum, one) => sum + one, 0) / Math.max(1, away.length);
}

function thinness(words: number): number {
  return words < 8 ? 1 : words < 14 ? 0.4 : 0;
}
