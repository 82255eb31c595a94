import { fold } from "../../../retrieval/analysis/fold.ts";
import { wordTerm } from "../../../retrieval/analysis/word.ts";
import { chineseFunctionWords, englishFunctionWords } from "./function-words.ts";

/** One word of a text, in order. */
export interface Word {
  /** Folded and, for Latin letters, stemmed. */
  readonly key: string;
  readonly type: "content" | "function" | "number";
  /** Written like the name of something. */
  readonly isName: boolean;
}

const runs = /\p{Script=Han}+|\p{N}+(?:[.,]\p{N}+)*|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
const han = /^\p{Script=Han}/u;
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** The words of a text: Latin runs stemmed, Chinese segmented by dictionary, numbers without separators. Pure. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (han.test(run)) words.push(...chineseWords(run));
    else if (/^\p{N}/u.test(run) && /^[\p{N}.,]+$/u.test(run))
      words.push({ key: run.replaceAll(",", ""), type: "number", isName: false });
    else words.push(latinWord(run, { text, index }));
  }
  return words;
}

function chineseWords(run: string): readonly Word[] {
  return Array.from(segmenter.segment(run), ({ segment }): Word => {
    const key = fold(segment);
    return { key, type: chineseFunctionWords.has(key) ? "function" : "content", isName: false };
  });
}

function latinWord(run: string, place: { readonly text: string; readonly index: number }): Word {
  const lower = run.toLowerCase();
  const type = englishFunctionWords.has(lower) ? "function" : "content";
  const startsSentence = /(?:^|[.!?:;。！？\n]["“”')]*\s+)["“(]?$/.test(
    place.text.slice(Math.max(0, place.index - 6), place.index),
  );
  const isCapital = /^\p{Lu}/u.test(run);
  const isMixed = /^.+[\p{Lu}\p{N}]/u.test(run);
  return {
    key: wordTerm(run),
    type,
    isName: type === "content" && (isMixed || (isCapital && !startsSentence && place.index > 0)),
  };
}
