import { bare } from "./text-forms.ts";

const base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const morse: Readonly<Record<string, string>> = Object.fromEntries(
  ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
    .split(" ")
    .map((code, at) => ["abcdefghijklmnopqrstuvwxyz0123456789".charAt(at), code]),
);

/** A secret as it looks under an encoding: text to be searched for, without what an encoding may vary. */
export interface Disguise {
  readonly text: string;
  /** Characters of it for one character of the secret. */
  readonly ratio: number;
}

/**
 * The ways in which a secret can be written so that it can be read back: plain, reversed, shifted alphabets, and the
 * usual encodings of bytes, at every alignment that other bytes before it can cause.
 */
export function disguisesOf(secret: string): readonly Disguise[] {
  const lower = secret.toLowerCase();
  const bytes = Buffer.from(secret);
  const codes = [...bytes];
  const plain = [secret, reversed(secret), atbash(lower), ...shifts(lower)];
  return [
    ...plain.map((text) => ({ text: bare(text), ratio: 1 })),
    ...[0, 1, 2].map((offset) => ({ text: bare(innerBase64(bytes, offset)), ratio: 4 / 3 })),
    ...[0, 1, 2].map((offset) => ({
      text: bare(innerBase64(Buffer.from(reversed(secret)), offset)),
      ratio: 4 / 3,
    })),
    ...[0, 1, 2, 3, 4].map((offset) => ({ text: bare(innerBase32(bytes, offset)), ratio: 8 / 5 })),
    { text: bytes.toString("hex"), ratio: 2 },
    { text: codes.map((code) => code.toString(2).padStart(8, "0")).join(""), ratio: 8 },
    { text: codes.map((code) => code.toString(8).padStart(3, "0")).join(""), ratio: 3 },
    { text: codes.map(String).join(""), ratio: 2 },
  ];
}

/** Morse has no letters or digits, so it is looked for by its own marks. */
export function morseOf(text: string): string {
  return Array.from(text.toLowerCase())
    .map((letter) => morse[letter] ?? "")
    .join("");
}

function reversed(text: string): string {
  return Array.from(text).toReversed().join("");
}

function atbash(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCodePoint(219 - (letter.codePointAt(0) ?? 0)));
}

/** Every shift of the alphabet, rot13 among them. */
function shifts(text: string): readonly string[] {
  return Array.from({ length: 25 }, (_, by) =>
    text.replace(/[a-z]/g, (letter) =>
      String.fromCodePoint((((letter.codePointAt(0) ?? 0) - 97 + by + 1) % 26) + 97),
    ),
  );
}

/** Base64 of bytes behind `offset` unknown ones, without the characters that those have a part in. */
export function innerBase64(bytes: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64url");
  const from = Math.ceil((offset * 8) / 6);
  return encoded.slice(from, Math.floor(((offset + bytes.length) * 8) / 6));
}

function innerBase32(bytes: Buffer, offset: number): string {
  const bits = [...Buffer.alloc(offset), ...bytes].map((code) => code.toString(2).padStart(8, "0")).join("");
  const whole = bits.match(/.{5}/g) ?? [];
  const letters = whole.map((five) => base32Alphabet.charAt(Number.parseInt(five, 2))).join("");
  return letters.slice(Math.ceil((offset * 8) / 5));
}
