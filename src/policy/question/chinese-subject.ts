import { askingWords, chineseEmptyWords } from "./chinese-words.ts";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const asker = new RegExp(askingWords.join("|"), "g");

/** Characters that make a longer word of the word before them far more often than they begin one: 试用期, 抚养费. */
const wordEnding = /^[期费金权法者证额率税罪款案物品书单员假]$/;

/**
 * The content words of a clause, parted by spaces. Single characters count only together, behind Latin
 * letters or, with `suffixes`, behind the word they stand after (“醉驾”, “A股”, “抚养费”): alone, or as pairs
 * across two words, they are terms that mean nothing.
 */
export function subjectWords(clause: string, options: { readonly suffixes?: boolean } = {}): string {
  const words: string[] = [];
  for (const piece of clause.replace(asker, " ").split(/\s+|[，,。；;：:！!？?、《》“”]/)) {
    let run = "";
    const close = (): void => {
      if (run.length > 1) words.push(run);
      run = "";
    };
    for (const { segment } of segmenter.segment(piece)) {
      const isEmpty = chineseEmptyWords.includes(segment);
      const takesSuffix =
        options.suffixes === true || run.length < 2 || /^[\p{Script=Latin}\p{N}]+$/u.test(run);
      const endsWord = run.length > 1 && wordEnding.test(segment);
      // “宅基地” comes apart as 宅 and 基地: a character that nothing before it takes opens the next word.
      const opensWord = run.length === 1 && segment.length > 1;
      if (isEmpty || (segment.length > 1 && !opensWord) || !(takesSuffix || endsWord)) close();
      if (!isEmpty) run += segment;
    }
    close();
  }
  return words.join(" ");
}
