import { simplify } from "./chinese-script.ts";

const marks = /\p{M}/gu;
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const special = /[ßæœøđðłþıŋħ]/g;
const specialLetters: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["đ", "d"],
  ["ð", "d"],
  ["ł", "l"],
  ["þ", "th"],
  ["ı", "i"],
  ["ŋ", "n"],
  ["ħ", "h"],
]);
const greekLetters = /[α-ωϕ]/g;
const greekNames: ReadonlyMap<string, string> = new Map(
  (
    "αalpha βbeta γgamma δdelta εepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu νnu ξxi πpi ρrho σsigma " +
    "ςsigma τtau φphi ϕphi χchi ψpsi ωomega"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 1), entry.slice(1)]),
);

/**
 * The form in which spellings of one word meet: NFKC, lower case, no accents, no invisible characters; Greek
 * letters by name where they stand alone or among Latin ones (TGF-β, TNFα).
 */
export function fold(surface: string): string {
  if (isAscii(surface)) return surface.toLowerCase();
  const folded = surface
    .normalize("NFKC")
    .toLowerCase()
    .replace(invisible, "")
    .normalize("NFD")
    .replace(marks, "")
    .replace(special, (letter) => specialLetters.get(letter) ?? letter)
    .normalize("NFC");
  const isSymbolic = folded.length === 1 || /[a-z0-9]/.test(folded);
  return isSymbolic ? folded.replace(greekLetters, (letter) => greekNames.get(letter) ?? letter) : folded;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}

/**
 * One character of a script without spaces, as it is indexed: traditional Chinese as simplified, half-width
 * kana as full-width.
 */
export function foldCharacter(codePoint: number): number {
  const isCompatibility = (codePoint >= 0xf900 && codePoint < 0xfb00) || codePoint >= 0xff00;
  if (!isCompatibility) return simplify(codePoint);
  const plain = String.fromCodePoint(codePoint).normalize("NFKC");
  return simplify(plain.codePointAt(0) ?? codePoint);
}
