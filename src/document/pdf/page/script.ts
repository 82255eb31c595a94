import { replaceRadicals } from "./radicals.ts";

const wide =
  /[\u2e80-\u303f\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\u{20000}-\u{323af}“”‘’…—]/u;
const ideograph =
  /[\u3005\u3007\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]/u;

/** Whether a character is Han, kana or bopomofo: writing that sets no space between words. */
export function isIdeograph(character: string | undefined): boolean {
  return character !== undefined && ideograph.test(character);
}

/** Whether a character is set like an ideograph: one itself, or punctuation that stands among them. */
export function isWide(character: string | undefined): boolean {
  return character !== undefined && wide.test(character);
}

/** The first character, by code point. */
export function firstCharacter(text: string): string | undefined {
  const codePoint = text.codePointAt(0);
  return codePoint === undefined ? undefined : String.fromCodePoint(codePoint);
}

/** The last character, by code point. */
export function lastCharacter(text: string): string | undefined {
  const last = text.at(-1);
  return last !== undefined && /[\udc00-\udfff]/.test(last) ? text.slice(-2) : last;
}

/** Whether two pieces of text meet without a space: ideographs on both sides, or their punctuation on one. */
export function meetsWithoutSpace(left: string, right: string): boolean {
  const before = lastCharacter(left);
  const after = firstCharacter(right);
  if (isIdeograph(before)) return isWide(after);
  return isIdeograph(after) && isWide(before);
}

const leader = /(?:[.·…]\s?){5,}/gu;
/** What a font without a proper table maps its signs to. */
const unnamed = /[[\p{Cc}\p{Co}]--[\t\n\r]]/gv;
const unnamedBullet = /^[[\p{Cc}\p{Co}]--[\t\n\r]](?=\s|$)/v;

/**
 * Text of glyphs as it is meant: Kangxi and CJK radicals become characters, ligatures letters, dot leaders
 * a space. A sign of a symbol font is a bullet where it stands alone, else nothing.
 */
export function normaliseGlyphs(text: string): string {
  return replaceRadicals(text)
    .replace(/[\ufb00-\ufb06]/gu, (ligature) => ligature.normalize("NFKC"))
    .replace(unnamedBullet, "•")
    .replace(unnamed, "")
    .replace(leader, " ")
    .replace(/\s+/g, " ")
    .trim();
}
