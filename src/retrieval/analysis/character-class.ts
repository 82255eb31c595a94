/** What a UTF-16 code unit is to the scanner. */
export const characterClass = {
  other: 0,
  /** Letters of scripts that put spaces between words, and their combining marks. */
  letter: 1,
  digit: 2,
  /** Scripts without spaces between words: Han, kana, Hangul, Thai, Lao, Khmer, Myanmar. */
  unspaced: 3,
  /** First half of a surrogate pair. */
  surrogate: 4,
} as const;

const unknown = 255;
const unspacedScripts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;
const letters = /[\p{L}\p{M}\p{Nl}]/u;
const digits = /[\p{Nd}\p{No}]/u;

// Filled as characters are met: a text uses few of the 65,536, and starting must cost nothing.
const classes = new Uint8Array(65_536).fill(unknown);

/** Class of a code unit; see `characterClass`. */
export function classOf(unit: number): number {
  const known = classes[unit] ?? 0;
  return known === unknown ? learn(unit) : known;
}

function learn(unit: number): number {
  const found =
    unit >= 0xd800 && unit < 0xdc00 ? characterClass.surrogate : classOfCharacter(String.fromCharCode(unit));
  classes[unit] = found;
  return found;
}

/** Class of a whole character, for those beyond the basic plane. */
export function classOfCharacter(character: string): number {
  if (unspacedScripts.test(character)) return characterClass.unspaced;
  if (digits.test(character)) return characterClass.digit;
  return letters.test(character) ? characterClass.letter : characterClass.other;
}
