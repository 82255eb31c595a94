/** A place in a numbering: the second item of `(a)`, say. */
interface Ordinal {
  /** The marker with its number taken out, and the kind of number: `(a)`, `1.`. */
  readonly style: string;
  readonly value: number;
}

/** How an item of a list begins. */
export interface ListMarker {
  /** Absent for a bullet. */
  readonly marker?: string;
  /** The text after it. */
  readonly text: string;
  /** A dash or star, which may be something else than a bullet. */
  readonly isWeak: boolean;
  /** What the marker may count; `i` is both a roman one and the ninth letter. None for a bullet. */
  readonly ordinals: readonly Ordinal[];
}

const bullet = /^(?<sign>[•◦▪‣·∙○●■□▶►➢➤✓✔❖⁃–—*\-\uf0b7\uf0a7\uf0d8\uf076])\s+(?=\S)/u;
const ordered =
  /^(?<open>[（(]?)(?<number>\d{1,3}|[ivx]{2,5}|[a-zA-Z]|[①-⑳]|[一二三四五六七八九十]{1,3})(?<close>[.)）、．]?)(?<space>\s*)(?=\S)/u;
const hanDigits = "一二三四五六七八九";

function hanValue(text: string): number {
  const [tens, ones] = text.includes("十") ? text.split("十") : ["0", text];
  const digit = (part: string | undefined, whenEmpty: number): number =>
    part === undefined || part === "" ? whenEmpty : hanDigits.indexOf(part) + 1;
  return (text.includes("十") ? 10 * digit(tens, 1) : 0) + digit(ones, 0);
}

function romanValue(text: string): number {
  const values = Array.from(text, (letter) => ({ i: 1, v: 5, x: 10 })[letter] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

function ordinalsOf(number: string, frame: string): readonly Ordinal[] {
  if (/^\d/.test(number)) return [{ style: `1${frame}`, value: Number(number) }];
  if (/^[①-⑳]/u.test(number)) return [{ style: `①${frame}`, value: (number.codePointAt(0) ?? 0) - 0x245f }];
  if (/^[一-十]/u.test(number) && !/^[a-z]/i.test(number))
    return [{ style: `一${frame}`, value: hanValue(number) }];
  const letter = number.toLowerCase().charCodeAt(0) - 96;
  const letters =
    number.length === 1 ? [{ style: `${number < "a" ? "A" : "a"}${frame}`, value: letter }] : [];
  return /^[ivx]+$/.test(number) ? [...letters, { style: `i${frame}`, value: romanValue(number) }] : letters;
}

/** Whether a number is framed as markers are: `1.`, `a)`, `(iv)`, `①`, `一、`, `（二）`. */
function isFramed(open: string, number: string, close: string): boolean {
  if (/^[①-⑳]$/u.test(number)) return open === "" && close === "";
  if (open !== "") return close === (open === "(" ? ")" : "）");
  return /^[a-z\d]/i.test(number) ? /^[.)．、）]$/.test(close) : close === "、";
}

/** Reads the marker at the beginning of a line; undefined for a line that is no list item. */
export function readListMarker(line: string): ListMarker | undefined {
  const dot = bullet.exec(line);
  if (dot !== null) {
    return { text: line.slice(dot[0].length), isWeak: /^[–—*-]/u.test(dot[0]), ordinals: [] };
  }
  const found = ordered.exec(line);
  const { open = "", number = "", close = "", space = "" } = found?.groups ?? {};
  if (found === null || !isFramed(open, number, close)) return undefined;
  if (/^[.)]$/.test(close) && space === "") return undefined;
  const ordinals = ordinalsOf(number, `${open} ${close}`);
  return { marker: `${open}${number}${close}`, text: line.slice(found[0].length), isWeak: false, ordinals };
}

/** Whether a string is a marker and nothing else. */
export function isBareMarker(text: string): boolean {
  return readListMarker(`${text} x`)?.text === "x";
}

/** Follows the numberings of a document, so that `p. 12` or a wrapped `(3)` is not taken for an item. */
export class MarkerSequence {
  readonly #seen = new Set<string>();

  /** The marker of a line, where it is a bullet, a first item or the next of a numbering; it counts as seen from then on. */
  accept(line: string): ListMarker | undefined {
    const marker = readListMarker(line);
    if (marker === undefined || marker.ordinals.length === 0) return marker;
    const fitting = marker.ordinals.filter(
      ({ style, value }) => value === 1 || this.#seen.has(`${style} ${value - 1}`),
    );
    for (const { style, value } of fitting) this.#seen.add(`${style} ${value}`);
    return fitting.length > 0 ? marker : undefined;
  }
}
