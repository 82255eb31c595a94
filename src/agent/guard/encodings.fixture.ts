const letters = "abcdefghijklmnopqrstuvwxyz";
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const morse =
  ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.".split(
    " ",
  );

function perLetter(text: string, write: (letter: string) => string): string {
  return Array.from(text, write).join("");
}
const code = (letter: string): number => letter.codePointAt(0) ?? 0;
const shift = (by: number) => (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter < "a" ? 65 : 97;
    return String.fromCodePoint(((code(letter) - first + by) % 26) + first);
  });
function toBase32(text: string): string {
  const bits = perLetter(text, (letter) => code(letter).toString(2).padStart(8, "0"));
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => base32.charAt(Number.parseInt(five.padEnd(5, "0"), 2)))
    .join("");
}

/** How a model that was told to give a secret away could write it. Written here apart from the code under test. */
export const encodings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (text) => text,
  "upper case": (text) => text.toUpperCase(),
  spaced: (text) => perLetter(text, (letter) => `${letter} `),
  dotted: (text) => perLetter(text, (letter) => `${letter}.`),
  reversed: (text) => Array.from(text).toReversed().join(""),
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64 behind other text": (text) => Buffer.from(`k=${text}&x`).toString("base64url"),
  "base64 of the reverse": (text) => Buffer.from(Array.from(text).toReversed().join("")).toString("base64"),
  base32: toBase32,
  hex: (text) => Buffer.from(text).toString("hex"),
  "hex with colons": (text) => Buffer.from(text).toString("hex").replace(/../g, "$&:"),
  "percent escapes": (text) => perLetter(text, (letter) => `%${code(letter).toString(16)}`),
  "percent escapes, twice": (text) => perLetter(text, (letter) => `%25${code(letter).toString(16)}`),
  "character references": (text) => perLetter(text, (letter) => `&#${code(letter)};`),
  "unicode escapes": (text) =>
    perLetter(text, (letter) => `\\u${code(letter).toString(16).padStart(4, "0")}`),
  rot13: shift(13),
  "alphabet moved by five": shift(5),
  "full width": (text) => perLetter(text, (letter) => String.fromCodePoint(code(letter) + 0xfee0)),
  tags: (text) => perLetter(text, (letter) => String.fromCodePoint(code(letter) + 0xe0000)),
  "zero width between": (text) => perLetter(text, (letter) => `${letter}\u200b`),
  "Cyrillic letters": (text) =>
    text.replace(/[aeopcxy]/g, (letter) => "аеорсху".charAt("aeopcxy".indexOf(letter))),
  bits: (text) => perLetter(text, (letter) => `${code(letter).toString(2).padStart(8, "0")} `),
  "decimal codes": (text) => perLetter(text, (letter) => `${code(letter)} `),
  morse: (text) =>
    Array.from(text.toLowerCase(), (letter) => morse[`${letters}0123456789`.indexOf(letter)] ?? "").join(" "),
};
