import { addQuantity } from "./add-quantity.ts";
import type { NumberScan } from "./number-mention.ts";
import { chineseNumeral, chineseValue } from "./numerals.ts";
import { isApproximate, unitAfter } from "./units.ts";

const chineseRun = new RegExp(
  `(?<prefix>百分之|第)?(?<number>[${chineseNumeral}]+)(?:点(?<decimals>[零〇一二三四五六七八九]+))?`,
  "g",
);
const fraction = new RegExp(`([${chineseNumeral}]+)分之([${chineseNumeral}]+)`, "g");
/** Tenths (三成, 七成五), which only words around them tell from 成 as the beginning of a word. */
const tenths =
  /(?<sure>[近约超逾达占为过了有]?)(?<tens>[一二两三四五六七八九])成(?<rest>[一二三四五六七八九半])?(?<more>以上|左右|多)?(?![一二三四五六七八九不为立员功果人年绩长分本交型品就都语份群熟])/gu;
/** Numerals inside words that count nothing. */
const chineseWords = /^(?:万一|千万|万万|一一|十分|百般|千百|万千|三三两两|五五)$/;
const counter =
  /^(?:个|名|人|次|倍|项|份|件|台|套|辆|所|家|座|级|届|期|种|类|米|公里|公斤|克|吨|票|位|户|只|条|张|层|轮|批|度|折)/;
const enumeration =
  /^(?:个|大|种|类)?(?:方面|部分|步骤|阶段|问题|原因|层面|条件|情形|要点|点|步|种|类|维度|途径|方式|方法)/;
const vagueBefore = /[几数上成近]$/;
const notOne = /[同统唯单专惟任某]$/;

/** Reads Chinese numerals; what only might count is weak. */
export function readChinese(scan: NumberScan): void {
  for (const match of scan.matches(fraction)) {
    const [below, above] = [chineseValue(match[1] ?? ""), chineseValue(match[2] ?? "")];
    if (match[1] === "百" || below === undefined || above === undefined) continue;
    addQuantity(scan, { match, values: [Number((above / below).toPrecision(12))], step: 0.01 });
  }
  for (const match of scan.matches(tenths)) addTenths(scan, match);
  for (const match of scan.matches(chineseRun)) {
    const { prefix, number = "", decimals } = match.groups ?? {};
    const whole = chineseValue(number);
    if (whole === undefined) continue;
    const value = decimals === undefined ? whole : Number(`${whole}.${chineseValue(`零${decimals}`) ?? 0}`);
    const following = scan.text.slice(match.index + match[0].length, match.index + match[0].length + 8);
    const before = scan.text.slice(Math.max(0, match.index - 1), match.index);
    const ordinal = prefix === "第";
    const standing = prefix === "百分之" ? "asserted" : standingOf({ number, following, before, ordinal });
    if (standing === "none") continue;
    addQuantity(scan, {
      match,
      values: [value],
      step: 10 ** (/0*$/.exec(String(value))?.[0].length ?? 0),
      weak: standing === "evidence",
      ...(prefix === "百分之" ? { unit: "percent" } : ordinal ? { unit: "ordinal" } : {}),
    });
  }
}

function addTenths(scan: NumberScan, match: RegExpExecArray): void {
  const { sure = "", tens = "", rest, more } = match.groups ?? {};
  const ones = rest === "半" ? 5 : (chineseValue(rest ?? "零") ?? 0);
  const value = 10 * (chineseValue(tens) ?? 0) + ones;
  const text = match[0].slice(sure.length, more === undefined ? undefined : -more.length);
  const start = match.index + sure.length;
  scan.add({
    type: "quantity",
    text,
    start,
    end: start + text.length,
    values: [value],
    unit: "percent",
    step: rest === undefined ? 10 : 1,
    approximate: isApproximate(scan.text.slice(0, start), scan.text.slice(start + text.length)),
    weak: sure === "" && more === undefined,
  });
}

/** Whether a numeral asserts a number, could serve as evidence of one, or counts nothing (三农, 十分, 同一). */
function standingOf(numeral: {
  readonly number: string;
  readonly following: string;
  readonly before: string;
  readonly ordinal: boolean;
}): "asserted" | "evidence" | "none" {
  const { number, following, before, ordinal } = numeral;
  if (number === "一" && notOne.test(before)) return "none";
  if (ordinal) return /^(?:届|次|号|名|位|期|批|季度|代|轮|天|年)/.test(following) ? "asserted" : "evidence";
  if (vagueBefore.test(before) || following.startsWith("几") || enumeration.test(following))
    return "evidence";
  if (unitAfter(following) !== undefined) return "asserted";
  if (chineseWords.test(number)) return "none";
  if (/^[百千万亿]+$/.test(number)) return "evidence";
  if (Array.from(number).length > 1) return "asserted";
  if (!counter.test(following)) return "none";
  return number === "一" ? "evidence" : "asserted";
}
