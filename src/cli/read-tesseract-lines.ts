import type { LetterLine } from "../tools/image/read-letters.ts";

interface Word {
  readonly line: string;
  readonly text: string;
  readonly confidence: number;
}

/**
 * The lines of text in Tesseract's TSV: level, page, block, paragraph, line, word, four sides, confidence, text. A line
 * is as sure as its letters are on average. Rows that are none are passed over.
 */
export function readTesseractLines(tsv: string): readonly LetterLine[] {
  const words = tsv.split(/\r?\n/).flatMap(wordOf);
  return [...Map.groupBy(words, ({ line }) => line).values()].map((line) => ({
    text: joined(line.map(({ text }) => text)),
    confidence: weighted(line),
  }));
}

/** Rows of level 5 are words. */
function wordOf(row: string): readonly Word[] {
  const [level, page, block, paragraph, line, , , , , , confidence = "", ...rest] = row.split("\t");
  const text = rest.join(" ").trim();
  const sure = Number(confidence);
  if (level !== "5" || text === "" || confidence === "" || !(sure >= 0 && sure <= 100)) return [];
  return [{ line: [page, block, paragraph, line].join("."), text, confidence: sure }];
}

const han = /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/u;

/** Words are divided by spaces, but not where Chinese meets Chinese. */
function joined(words: readonly string[]): string {
  return words.reduce((text, word) => {
    const isChinese = han.test(text.at(-1) ?? "") && han.test(word.at(0) ?? "");
    return text === "" ? word : `${text}${isChinese ? "" : " "}${word}`;
  }, "");
}

function weighted(words: readonly Word[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters;
}
