import { addQuantity } from "./add-quantity.ts";
import { NumberScan, type NumberMention } from "./number-mention.ts";
import { readChinese } from "./read-chinese.ts";
import { readDates } from "./read-dates.ts";
import { readDigits } from "./read-digits.ts";
import { readEnglish } from "./read-english.ts";
import { readNames } from "./read-names.ts";
import { readSections } from "./read-sections.ts";

/**
 * Reads every number of a folded text (see `foldText`), English or Chinese, digits or words. Ordinals of list items,
 * steps, tables, pages and chapters are no numbers of a claim and are left out; weak mentions only ever serve
 * as evidence.
 */
export function readNumbers(folded: string): readonly NumberMention[] {
  const scan = new NumberScan(folded);
  readSections(scan);
  readNames(scan);
  readDates(scan);
  readClock(scan);
  readDigits(scan);
  readChinese(scan);
  readEnglish(scan);
  return scan.mentions.toSorted((a, b) => a.start - b.start);
}

function readClock(scan: NumberScan): void {
  for (const match of scan.matches(/(?<![\d:])([01]?\d|2[0-4])[:](\d{2})(?![\d:])/g)) {
    const minutes = (Number(match[1]) * 60 + Number(match[2])) % 720;
    addQuantity(scan, { match, values: [minutes], unit: "clock", step: 1 });
  }
}
