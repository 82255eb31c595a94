import { analyseTerms } from "../../retrieval/analysis/index.ts";
import type { QuestionAnalysis, Wording } from "../question.ts";
import { subjectWords } from "../question/chinese-subject.ts";
import { hopNeed } from "../state/hop-need.ts";
import { isWord } from "./word-groups.ts";
import { termSequence } from "../term-sequence.ts";

/** How texts are read in the words of a question. */
export interface Vocabulary {
  /** Terms of the question that a text has under another name: 低保 where it says 最低生活保障. */
  readonly lent: (text: string) => readonly string[];
  /**
   * Terms of the question that a text has by accident only: 产假 across the words of 生产假药, a “security deposit”
   * in what speaks of Social Security and a direct deposit, 遗嘱 where the question says that there is none, 产假 where it asks for 陪产假.
   */
  readonly astray: (text: string) => readonly string[];
}

const plain: Vocabulary = { lent: () => [], astray: () => [] };
const vocabularies = new WeakMap<readonly Wording[], Vocabulary>();

/** The vocabulary of a question; plain where names are followed, since a name has no other words. */
export function vocabularyOf(analysis: QuestionAnalysis): Vocabulary {
  const known = vocabularies.get(analysis.wordings);
  if (known !== undefined) return known;
  const made = hopNeed(analysis) > 0 ? plain : createVocabulary(analysis);
  vocabularies.set(analysis.wordings, made);
  return made;
}

interface OtherNames {
  readonly terms: readonly string[];
  readonly names: readonly { readonly name: string; readonly key: string }[];
}

function createVocabulary({ question, wordings }: QuestionAnalysis): Vocabulary {
  const others = wordings.map(
    ({ said, others: names }): OtherNames => ({
      terms: [...new Set([...analyseTerms(said), ...termsAround(said, question)])],
      names: names.map((name) => ({ name, key: termSequence(name) })),
    }),
  );
  const phrases = wordings.flatMap(({ said, others: names }): readonly Phrase[] => {
    const terms = termSequence(said).trim().split(" ");
    const isPhrase = terms.length > 1 && !/\p{Script=Han}/u.test(said);
    return isPhrase ? [{ terms, keys: [said, ...names].map(termSequence) }] : [];
  });
  const negated = wordings.flatMap(({ said, others: names }): readonly Phrase[] =>
    negation.test(said) || isModified(said)
      ? [{ terms: analyseTerms(said), keys: [said, ...names].map(termSequence) }]
      : [],
  );
  // A longer word of the lexicon may itself be two: 结婚年龄.
  const short = wordings.map(({ said }) => said).filter((said) => pair.test(said));
  const pairs = [...new Set([...wordsOf(question).flatMap(pairsOf), ...short])];
  return {
    lent(text) {
      if (others.length === 0) return [];
      const sequence = termSequence(text);
      const has = ({ name, key }: OtherNames["names"][number]): boolean =>
        sequence.includes(key) && !(pair.test(name) && isAstray(text, name));
      return others.flatMap(({ terms, names }) => (names.some(has) ? terms : []));
    },
    astray(text) {
      const sequence = phrases.length + negated.length === 0 ? "" : termSequence(text);
      return [
        ...pairs.filter((one) => isAstray(text, one)),
        ...phrases.filter((phrase) => isScattered(sequence, phrase)).flatMap(({ terms }) => terms),
        ...negated.filter(({ keys }) => !isNamed(sequence, keys)).flatMap(({ terms }) => terms),
      ];
    },
  };
}

/** Terms of a Chinese question's content words, which come apart in two ways. */
function contentTerms(text: string): readonly string[] {
  return [subjectWords(text), subjectWords(text, { suffixes: true })].flatMap((words) => analyseTerms(words));
}

/**
 * Terms that a question has only because of a word in it, also those across the word and its neighbours: of “爸爸欠的钱” the
 * content words leave 爸欠, which no text has that calls it a debt.
 */
function termsAround(said: string, question: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(said)) return [];
  const rest = new Set(contentTerms(question.replaceAll(said, "，")));
  return contentTerms(question).filter((term) => !rest.has(term));
}

/** A phrase that says of something that it is not there or was not done. */
const negation = /^(?:没有?|未|无|不)\p{Script=Han}{2}/u;

/** Whether one character makes another thing of a word: 陪产假 is no 产假, 养父母 are no 父母. */
function isModified(said: string): boolean {
  return /^\p{Script=Han}{3,}$/u.test(said) && isWord(said.slice(1));
}

/** Several words that name one thing. */
interface Phrase {
  readonly terms: readonly string[];
  /** Term sequences of all its names. */
  readonly keys: readonly string[];
}

/** Whether a text has all words of a phrase and the phrase, under any name, nowhere. */
function isScattered(sequence: string, { terms, keys }: Phrase): boolean {
  return terms.every((term) => sequence.includes(` ${term} `)) && !isNamed(sequence, keys);
}

function isNamed(sequence: string, keys: readonly string[]): boolean {
  return keys.some((key) => sequence.includes(key));
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const pair = /^\p{Script=Han}{2}$/u;

function wordsOf(text: string): readonly string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function pairsOf(word: string): readonly string[] {
  const characters = Array.from(word);
  return characters
    .slice(1)
    .map((character, index) => `${characters[index] ?? ""}${character}`)
    .filter((two) => pair.test(two));
}

/** Characters on either side of a pair that decide how it comes apart. */
const reach = 4;

/** Whether a pair of characters stands in a text, and every time across two words of which one is longer. */
function isAstray(text: string, two: string): boolean {
  let at = text.indexOf(two);
  if (at < 0) return false;
  for (; at >= 0; at = text.indexOf(two, at + 1)) {
    const from = Math.max(0, at - reach);
    if (!isParted(text.slice(from, at + 2 + reach), at - from)) return false;
  }
  return true;
}

/** Whether the words of a text part the two characters at a place, which are not words of their own. */
function isParted(text: string, at: number): boolean {
  const words = [...segmenter.segment(text)];
  const left = words.find(({ index, segment }) => index + segment.length === at + 1);
  const right = words.find(({ index }) => index === at + 1);
  return left !== undefined && right !== undefined && left.segment.length + right.segment.length > 2;
}
