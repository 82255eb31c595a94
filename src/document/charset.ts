import { analyse } from "chardet";
import type { ParseHints } from "./document.ts";

export interface DecodedText {
  readonly text: string;
  /** Name of the encoding in the WHATWG Encoding Standard. */
  readonly encoding: string;
  readonly warnings: readonly string[];
}

const sampleLength = 1 << 16;
const declarationReach = 4_096;
/** A declared encoding is not believed if more than this share of the characters it gives cannot be read. */
const mostUnreadable = 0.002;

/** Decodes as text in one encoding; undefined where the name is unknown. Bytes that do not fit become U+FFFD. */
function decodeAs(bytes: Uint8Array, encoding: string): DecodedText | undefined {
  try {
    const decoder = new TextDecoder(encoding);
    return { text: decoder.decode(bytes), encoding: decoder.encoding, warnings: [] };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function decodeUtf8Strictly(bytes: Uint8Array): DecodedText | undefined {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8", warnings: [] };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0xff && second === 0xfe ? "utf-16le" : undefined;
}

/** UTF-16 without a mark: text in Latin letters has a zero in every other byte. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length & ~1, 2_000);
  if (length < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  if (odd > length * 0.35 && even < length * 0.05) return "utf-16le";
  return even > length * 0.35 && odd < length * 0.05 ? "utf-16be" : undefined;
}

/** What HTTP, a `meta` element, or an XML declaration says; in this order, as browsers do. */
function declaredEncodings(bytes: Uint8Array, contentType: string | undefined): readonly string[] {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, declarationReach));
  const found = [
    /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? "")?.[1],
    /<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1],
    /^\s*<\?xml[^>]{1,200}encoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1],
    /^\s*@charset\s+["']([\w:.-]+)/i.exec(head)?.[1],
  ];
  return found.filter((name) => name !== undefined && !/^utf-?16/i.test(name)).map(String);
}

function unreadableShare(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) count += 1;
  return count / Math.max(1, text.length);
}

function guessEncoding(bytes: Uint8Array): string {
  const guess = analyse(bytes.subarray(0, sampleLength)).find(({ name }) => !/^(?:ASCII|UTF-)/.test(name));
  return guess === undefined || guess.confidence < 10 ? "windows-1252" : guess.name;
}

/**
 * Decodes the bytes of a text in an unknown encoding: byte-order mark, strict UTF-8, what is declared, and last
 * what the bytes look like (GB 18030, Big5, Shift_JIS, EUC, Windows and ISO code pages). Never throws; a warning
 * says when characters were lost or the encoding was only guessed.
 */
export function decodeText(bytes: Uint8Array, hints: ParseHints = {}): DecodedText {
  const marked = markedEncoding(bytes) ?? unmarkedUtf16(bytes);
  const known = marked === undefined ? decodeUtf8Strictly(bytes) : decodeAs(bytes, marked);
  if (known !== undefined) return known;
  for (const name of declaredEncodings(bytes, hints.contentType)) {
    const declared = decodeAs(bytes, name);
    if (declared !== undefined && unreadableShare(declared.text) <= mostUnreadable) return declared;
  }
  const lenient = decodeAs(bytes, "utf-8");
  const valid = lenient?.text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  if (lenient !== undefined && unreadableShare(lenient.text) * lenient.text.length * 20 <= valid)
    return { ...lenient, warnings: ["Some bytes are not valid UTF-8; the characters there were lost."] };
  const guessed = decodeAs(bytes, guessEncoding(bytes)) ?? decodeAs(bytes, "windows-1252");
  if (guessed === undefined) throw new Error("windows-1252 is a known encoding");
  return { ...guessed, warnings: [`No encoding is declared; the text was read as ${guessed.encoding}.`] };
}
