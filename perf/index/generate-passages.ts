import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { seededRandom } from "../../src/core/seeded-random.ts";

/** A generated passage: words parted by spaces (English) or a run of characters (Chinese). */
export interface GeneratedPassage {
  readonly language: "en" | "zh";
  readonly title: string;
  readonly text: string;
}

/** Which symbol follows which in real text, as often as it does there. */
interface Chain {
  readonly symbols: readonly string[];
  /** Followers of each symbol, repeated as often as they followed. */
  readonly followers: readonly Uint32Array[];
}

/** Share of words that are new coinages, so that the vocabulary grows with the text as Heaps' law has it. */
const noveltyShare = 0.015;
const chineseShare = 0.2;

/**
 * Endless passages with the term statistics of real text: first-order chains over the words (English)
 * and characters (Chinese) of the bundled corpora, with rare coined words mixed in. The same seed gives the
 * same passages.
 */
export function* generatePassages(seed: number): Generator<GeneratedPassage> {
  const random = seededRandom(seed);
  const english = buildChain(corpusTexts("usagov").flatMap((text) => [words(text)]));
  const chinese = buildChain(corpusTexts("china-laws").flatMap((text) => [characters(text)]));
  let coined = 0;
  for (;;) {
    const isChinese = random() < chineseShare;
    const chain = isChinese ? chinese : english;
    const separator = isChinese ? "" : " ";
    const length = Math.round((isChinese ? 60 : 22) * (0.4 + 1.4 * random()));
    const walked = walk(chain, length, random).map((symbol) => {
      if (isChinese || random() >= noveltyShare) return symbol;
      coined += 1;
      // Coined words come back now and then, the earlier ones more often.
      return coin(Math.floor(coined * random() ** 2));
    });
    const title = walk(chain, isChinese ? 8 : 4, random).join(separator);
    yield { language: isChinese ? "zh" : "en", title, text: walked.join(separator) };
  }
}

function walk(chain: Chain, length: number, random: () => number): string[] {
  const symbols: string[] = [];
  let at = Math.floor(random() * chain.symbols.length);
  for (let step = 0; step < length; step++) {
    symbols.push(chain.symbols[at] ?? "");
    const next = chain.followers[at];
    at =
      next === undefined || next.length === 0
        ? Math.floor(random() * chain.symbols.length)
        : (next[Math.floor(random() * next.length)] ?? 0);
  }
  return symbols;
}

const syllables = [
  "ba",
  "ker",
  "lin",
  "to",
  "mar",
  "ve",
  "su",
  "dan",
  "ri",
  "phos",
  "gel",
  "tra",
  "ny",
  "co",
  "ul",
  "est",
];

function coin(rank: number): string {
  let word = "";
  for (let left = rank + 256; left > 0; left = Math.floor(left / syllables.length))
    word += syllables[left % syllables.length];
  return word;
}

function buildChain(texts: readonly (readonly string[])[]): Chain {
  const numbers = new Map<string, number>();
  const symbols: string[] = [];
  const followers: number[][] = [];
  for (const text of texts) {
    let previous: number | undefined;
    for (const symbol of text) {
      let number = numbers.get(symbol);
      if (number === undefined) {
        number = symbols.length;
        numbers.set(symbol, number);
        symbols.push(symbol);
        followers.push([]);
      }
      if (previous !== undefined) followers[previous]?.push(number);
      previous = number;
    }
  }
  return { symbols, followers: followers.map((list) => Uint32Array.from(list)) };
}

function corpusTexts(name: string): readonly string[] {
  const file = new URL(`../../corpora/${name}.jsonl.br`, import.meta.url);
  const lines = brotliDecompressSync(readFileSync(file)).toString("utf8").trim().split("\n");
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

function words(text: string): readonly string[] {
  return text.match(/[A-Za-z][A-Za-z'-]*|\d+/g) ?? [];
}

function characters(text: string): readonly string[] {
  return text.match(/[\p{Script=Han}，。；：、]/gu) ?? [];
}
