export interface CleanedText {
  readonly text: string;
  /** Characters that nobody would have seen and that were dropped. */
  readonly hidden: number;
}

/**
 * Code points of format, filler, bidi, variation and tag characters, and of controls other than tab and
 * line feed: all that can carry text past a reader (Unicode Default_Ignorable_Code_Point, Zl, Zp and Cc).
 */
const suspiciousRanges: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];
const suspiciousClass = suspiciousRanges
  .map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`)
  .join("");
const suspicious = new RegExp(`[${suspiciousClass}]`, "u");
const suspiciousAll = new RegExp(`[${suspiciousClass}]`, "gu");

const pictograph = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u;
const startsPictograph = /^\p{Extended_Pictographic}/u;
const joiningScript =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const takesVariation = /[\p{Emoji}\p{So}\p{Sm}\p{Script=Han}\p{Script=Mongolian}]$/u;

/** The character that ends just before `offset`, as a string of one code point. */
function characterBefore(text: string, offset: number): string {
  const last = text.charCodeAt(offset - 1);
  const isLowHalf = last >= 0xdc00 && last <= 0xdfff;
  return text.slice(Math.max(0, offset - (isLowHalf ? 2 : 1)), offset);
}

/** Whether an ignorable character does visible work where it stands: joins an emoji, shapes a word, picks a glyph. */
function isNeeded(text: string, offset: number, character: string): boolean {
  const before = characterBefore(text, offset);
  const after = text.slice(offset + character.length, offset + character.length + 2);
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint === 0x200c || codePoint === 0x200d) {
    if (joiningScript.test(before)) return true;
    return codePoint === 0x200d && pictograph.test(before) && startsPictograph.test(after);
  }
  const isVariation =
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
  return isVariation && takesVariation.test(before);
}

/**
 * Text as it is stored: well-formed Unicode, line feeds only, and without the characters that a reader
 * would not have seen (zero-width, bidi controls, tags, fillers, stray variation selectors, controls).
 * Soft hyphens, page breaks and byte-order marks go too but are not counted: they hide nothing.
 */
export function cleanText(text: string): CleanedText {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  if (!suspicious.test(wellFormed)) return { text: wellFormed, hidden: 0 };
  let hidden = 0;
  const lines = wellFormed.replace(/\r\n?|[\u2028\u2029\f\v\x85]/g, "\n");
  const cleaned = lines.replace(suspiciousAll, (character, offset: number) => {
    if (isNeeded(lines, offset, character)) return character;
    if (character !== "\u00ad" && character !== "\ufeff") hidden += 1;
    return "";
  });
  return { text: cleaned, hidden };
}

const wide = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g;

/**
 * Length for reading purposes, in Latin characters: a Han, kana or hangul character counts 2.4, so that
 * 1,200 is about a long English paragraph and about 500 Chinese characters.
 */
export function readingLength(text: string): number {
  let count = 0;
  wide.lastIndex = 0;
  while (wide.test(text)) count += 1;
  return text.length + count * 1.4;
}

/** One line: runs of white space become one space, ends trimmed. */
export function singleLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
