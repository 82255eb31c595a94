import { alignWords } from "./align-words.ts";
import { containsQuote } from "./find-quote.ts";
import { areOpposites } from "./opposites.ts";
import type { StoredPassage } from "./stored-passage.ts";

/** Words that turn a sentence round. */
const turning = /^(?:not|no|never|neither|nor|without|[不没未无非勿])$/;
const word = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
/** Of the sentence's other words, this share has to stand in the passage in the same order … */
const sameWording = 0.85;
/** … and this share of the passage's words between them in the sentence: then one was written after the other. */
const samePassage = 0.75;
const fewestWords = 4;

type Passages = readonly { readonly passage: Pick<StoredPassage, "text" | "target"> }[];

/**
 * The words of a cited passage that a sentence, or what stands in it behind a colon, repeats nearly to the letter but for
 * a negation or for words that say the opposite; or undefined. A passage that has the sentence as it is, or nearly so
 * with the same negations, clears it. What is said in other words is never noticed.
 */
export function findTurnedWording(text: string, passages: Passages): string | undefined {
  const behindColon = text.split(/[:：]\s*/u).slice(1);
  for (const part of [text, ...behindColon]) {
    const turned = findTurnedPart(part, passages);
    if (turned !== undefined) return turned;
  }
  return undefined;
}

function findTurnedPart(text: string, passages: Passages): string | undefined {
  const sentence = text.trim();
  const own = wordsOf(sentence);
  if (own.length < fewestWords) return undefined;
  if (passages.some(({ passage }) => containsQuote(sentence, passage.target))) return undefined;
  let turned: string | undefined;
  for (const { passage } of passages) {
    // Aligning is slow and most passages do not have the words at all.
    if (!hasMostWords(passage.text, own)) continue;
    const place = alignWords(sentence, passage.target);
    if (place === undefined) continue;
    const nearest = passage.text.slice(place.start, place.end);
    const difference = compare(own, wordsOf(nearest));
    if (difference === "other-wording") continue;
    if (difference === "same") return undefined;
    turned ??= nearest;
  }
  return turned;
}

function hasMostWords(text: string, own: readonly string[]): boolean {
  const present = new Set(wordsOf(text));
  const plain = own.filter((one) => !turning.test(one));
  return plain.filter((one) => present.has(one)).length >= sameWording * plain.length;
}

function wordsOf(text: string): readonly string[] {
  const plain = text
    .toLowerCase()
    .replace(/cannot\b|can['’]t\b/g, "can not")
    .replace(/n['’]t\b/g, " not");
  return plain.match(word) ?? [];
}

/** Where two sequences of words differ by a negation although they are otherwise nearly the same. */
function compare(own: readonly string[], other: readonly string[]): "same" | "turned" | "other-wording" {
  const pairs = matchInOrder(own, other);
  const isOwnMatched = new Set(pairs.map(([left]) => left));
  const isOtherMatched = new Set(pairs.map(([, right]) => right));
  const [from = 0, to = -1] = [pairs[0]?.[1], pairs.at(-1)?.[1]];
  const between = other.slice(from, to + 1);
  const plain = (words: readonly string[]): number => words.filter((one) => !turning.test(one)).length;
  const shared = pairs.filter(([left]) => !turning.test(own[left] ?? "")).length;
  if (shared < sameWording * plain(own) || shared < samePassage * plain(between)) return "other-wording";
  if (isReplacedByOpposite(own, other, pairs)) return "turned";
  const added = own.some((one, index) => turning.test(one) && !isOwnMatched.has(index));
  const dropped = between.some((one, index) => turning.test(one) && !isOtherMatched.has(from + index));
  return added || dropped ? "turned" : "same";
}

/** Where the words between two that both have differ, and one of them says the opposite of one of the others. */
function isReplacedByOpposite(
  own: readonly string[],
  other: readonly string[],
  pairs: readonly (readonly [number, number])[],
): boolean {
  const fixed = [[-1, -1] as const, ...pairs, [own.length, other.length] as const];
  return fixed.slice(1).some(([left, right], index) => {
    const [leftBefore = 0, rightBefore = 0] = fixed[index] ?? [];
    const mine = unitsOf(own.slice(leftBefore + 1, left));
    const theirs = unitsOf(other.slice(rightBefore + 1, right));
    return mine.some((one) => theirs.some((two) => areOpposites(one, two)));
  });
}

/** Words, and Chinese characters singly and in neighbouring pairs. */
function unitsOf(words: readonly string[]): readonly string[] {
  return words.flatMap((one, index) => {
    const next = words[index + 1];
    return next !== undefined && /^\p{Script=Han}$/u.test(one) ? [one, one + next] : [one];
  });
}

/** Places of a longest common subsequence, in both sequences. */
function matchInOrder(
  one: readonly string[],
  other: readonly string[],
): readonly (readonly [number, number])[] {
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        one[row] === other[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < one.length && column < other.length) {
    if (one[row] === other[column]) {
      pairs.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}
