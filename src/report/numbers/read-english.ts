import { addQuantity } from "./add-quantity.ts";
import type { NumberScan } from "./number-mention.ts";
import {
  englishNumeral,
  englishNumeralWord,
  englishOrdinal,
  englishValue,
  ordinalValue,
} from "./numerals.ts";
import { unitAfter } from "./units.ts";

const enumerated =
  /^ (?:\w+ ){0,2}(?:ways|steps|things|reasons|aspects|points|options|parts|categories|kinds|types|factors|sources|groups|areas|sets|sections|pillars|themes|stages|phases)\b/i;
const englishFraction =
  /\b(one|two|three|four)[- ](?:(half|halves)|(thirds?)|(quarters?|fourths?)|(fifths?))\b/gi;

const notOneAfter = /^ (?:of|another|or|who|that|can|may|must|should|is|has)\b|^[,.;:)"-]|^$/i;
const notOneBefore = /\b(?:no|this|that|each|which|any|every|the) $/i;

/** Reads English number words; ordinals, `one` and counts of points made are weak. */
export function readEnglish(scan: NumberScan): void {
  for (const match of scan.matches(englishFraction)) {
    const below = 2 + match.slice(2).findIndex((group) => group !== undefined);
    addQuantity(scan, {
      match,
      values: [Number(((englishValue(match[1] ?? "") ?? 1) / below).toPrecision(12))],
      step: 0.01,
    });
  }
  readWords(scan, englishNumeral);
  readWords(scan, englishNumeralWord);
  for (const match of scan.matches(englishOrdinal)) {
    addQuantity(scan, { match, values: [ordinalValue(match[0]) ?? 0], unit: "ordinal", step: 1, weak: true });
  }
  for (const match of scan.matches(
    /\ban? (?=(?:second|minute|hour|day|week|month|year|decade|century)\b)|\b(?:once|twice)\b/gi,
  )) {
    addQuantity(scan, { match, values: [/^t/i.test(match[0]) ? 2 : 1], step: 1, weak: true });
  }
}

function readWords(scan: NumberScan, pattern: RegExp): void {
  for (const match of scan.matches(pattern)) {
    const value = englishValue(match[0]);
    const following = scan.text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    const alone = /^(?:one|zero|hundred|thousand|million|billion|trillion|dozen)$/i.test(match[0]);
    const isOne = match[0].toLowerCase() === "one";
    const counts = isOne && unitAfter(following) !== undefined;
    const weak = enumerated.test(following) || (alone && !counts);
    const before = scan.text.slice(Math.max(0, match.index - 8), match.index);
    const isPronoun = isOne && !counts && (notOneAfter.test(following) || notOneBefore.test(before));
    if (value !== undefined && !isPronoun) addQuantity(scan, { match, values: [value], step: 1, weak });
  }
}
