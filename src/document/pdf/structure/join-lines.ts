import { firstCharacter, isIdeograph, lastCharacter } from "../page/script.ts";

/** Words as they stand inside lines of the document, lower case; what tells a broken word from a compound. */
export type Vocabulary = ReadonlySet<string>;

const endsHyphen = /[\p{L}\p{N}][-\u2010\u2011]$/u;
const lastWord = /[\p{L}\p{M}\p{N}'’-]*[\p{L}\p{N}]$/u;
/** No word is longer; a paragraph is, and it is looked at for every line that is added. */
const longestWord = 80;

/** The word that a line ends with before its hyphen; undefined for a line that ends otherwise. */
function brokenWord(line: string): string | undefined {
  const end = line.slice(-longestWord);
  return endsHyphen.test(end.slice(-3)) ? lastWord.exec(end.slice(0, -1))?.[0] : undefined;
}

/** First parts that English sets a hyphen after, whatever follows. */
const compounding = new Set(
  "self well ill all ex half quasi high low long short large small single double two three four five six ten first second third full part real state open close cross so then in on off much more most less ever never".split(
    " ",
  ),
);

/** Collects the words of the lines, leaving out the last of each line that ends in a hyphen and the word after it. */
export function collectVocabulary(lines: readonly string[]): Vocabulary {
  const words = new Set<string>();
  let isBroken = false;
  for (const line of lines) {
    const found =
      line.toLowerCase().match(/[\p{L}\p{M}][\p{L}\p{M}\p{N}'’\u2010-]*(?:-[\p{L}\p{N}]+)*/gu) ?? [];
    const endsBroken = brokenWord(line) !== undefined;
    for (const word of found.slice(isBroken ? 1 : 0, endsBroken ? -1 : undefined)) words.add(word);
    isBroken = endsBroken;
  }
  return words;
}

/** Whether the hyphen at the end of a line belongs to the word and not to the line break. */
function keepsHyphen(before: string, after: string, vocabulary: Vocabulary): boolean {
  const left = before.toLowerCase();
  const right = (/^[\p{L}\p{M}\p{N}]+/u.exec(after)?.[0] ?? "").toLowerCase();
  if (!/^\p{Ll}/u.test(after) || /\p{N}$/u.test(before)) return true;
  const last = left.split("-").at(-1) ?? left;
  if (vocabulary.has(`${last}${right}`)) return left.includes("-") && vocabulary.has(`${left}-${right}`);
  if (vocabulary.has(`${left}-${right}`) || left.includes("-")) return true;
  if (/^\p{Lu}{2,}$/u.test(before)) return true;
  if (compounding.has(left)) return true;
  return left.length > 3 && right.length > 3 && vocabulary.has(left) && vocabulary.has(right);
}

const longestUrl = 400;
/** A line that ends inside an address goes on without a space. */
const openUrl = /(?:https?:\/\/|www\.)\S*[/\-_.?=&%]$/i;

/**
 * Two lines of one paragraph as running text: words broken with a hyphen are joined, compounds keep
 * theirs, ideographs meet without a space.
 */
export function joinLines(left: string, right: string, vocabulary: Vocabulary): string {
  const before = left.trimEnd();
  const after = right.trimStart();
  if (before === "" || after === "") return before + after;
  if (before.endsWith("\u00ad")) return before.slice(0, -1) + after;
  if (openUrl.test(before.slice(-longestUrl)) && /^[\w/%?=&.-]/.test(after)) return before + after;
  const broken = brokenWord(before);
  if (broken !== undefined && /^[\p{L}\p{N}]/u.test(after)) {
    return keepsHyphen(broken, after, vocabulary) ? before + after : before.slice(0, -1) + after;
  }
  if (/[—/]$/u.test(before) && !before.endsWith(" /")) return before + after;
  const isTight = isIdeograph(lastCharacter(before)) || isIdeograph(firstCharacter(after));
  const isPunctuated = /[，。、；：！？）》」』】]$/u.test(before);
  return before + (isTight || isPunctuated ? "" : " ") + after;
}
