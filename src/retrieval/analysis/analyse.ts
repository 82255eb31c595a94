import { stem } from "porter2";
import type { Token } from "./token.ts";

export interface AnalyseOptions {
  /** `query` drops question words that would only add noise; default `index`. */
  readonly mode?: "index" | "query";
  /** BCP 47 primary tag, where it is known. */
  readonly language?: string;
}

const words = /[\p{L}\p{N}]+/gu;
const han = /\p{Script=Han}/u;

/** Splits a text into index terms; pure, never throws. */
export function analyse(text: string, _options: AnalyseOptions = {}): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (const match of text.normalize("NFKC").toLowerCase().matchAll(words)) {
    const start = match.index;
    if (!han.test(match[0])) {
      tokens.push({ term: stem(match[0]), position: position++, start, end: start + match[0].length });
      continue;
    }
    const characters = Array.from(match[0]);
    let offset = start;
    for (let index = 0; index < Math.max(1, characters.length - 1); index++) {
      const term = characters.slice(index, index + 2).join("");
      tokens.push({ term, position: position++, start: offset, end: offset + term.length });
      offset += characters[index]?.length ?? 0;
    }
  }
  return tokens;
}

/** The distinct terms of a text in order of first occurrence. */
export function analyseTerms(text: string, options: AnalyseOptions = {}): string[] {
  return [...new Set(analyse(text, options).map((token) => token.term))];
}
