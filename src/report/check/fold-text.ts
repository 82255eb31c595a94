/** A text in the one form in which quotations are compared, and where each of its characters came from. */
export interface FoldedText {
  readonly text: string;
  /** UTF-16 offsets in the original of each UTF-16 unit of `text`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Markdown that is no part of what a reader sees: link targets, note marks, markers at line starts. */
const syntax =
  /\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)|\[\^?\d{1,3}\](?!\()|^[ \t]*(?:>[ \t]?)+|^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+|^[ \t]*#{1,6}[ \t]+|^[ \t]*(?:```|~~~).*$|~~|\\(?=[\p{P}\p{S}])/gmu;
const grapheme = /\P{M}\p{M}*|\p{M}+/gu;
const quoteMark = /^["'“”„‟«»‹›「」『』‘’‚‛´`ʼ′″]$/u;
const dash = /^[\p{Pd}−]$/u;
const invisible = /^(?:\p{Cf}|\p{Cc}|\u034f)+$/u;
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f]/u;

/**
 * Folds what typesetting and Markdown change without changing a word: white space, quotation marks, dashes,
 * ligatures, full-width and other compatibility forms, emphasis, link targets, invisible characters.
 * Letters, digits and the order of both stay; case stays.
 */
export function foldText(original: string): FoldedText {
  const builder = new FoldBuilder();
  let position = 0;
  for (const match of original.matchAll(syntax)) {
    builder.addAll(original, position, match.index);
    position = match.index + match[0].length;
  }
  builder.addAll(original, position, original.length);
  return builder.finish();
}

class FoldBuilder {
  readonly #characters: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  addAll(original: string, from: number, to: number): void {
    for (const match of original.slice(from, to).matchAll(grapheme)) {
      const start = from + match.index;
      const around = { before: original.charAt(start - 1), after: original.charAt(start + match[0].length) };
      const folded = foldGrapheme(match[0], around);
      for (const unit of folded.split("")) this.#add(unit, start, start + match[0].length);
    }
  }

  #add(unit: string, start: number, end: number): void {
    const last = this.#characters.at(-1) ?? " ";
    const repeated = unit === last && (unit === " " || unit === "-");
    if (repeated || (unit === " " && wide.test(last))) return;
    if (last === " " && wide.test(unit)) this.#pop();
    this.#characters.push(unit);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  #pop(): void {
    this.#characters.pop();
    this.#starts.pop();
    this.#ends.pop();
  }

  finish(): FoldedText {
    if (this.#characters.at(-1) === " ") this.#pop();
    return { text: this.#characters.join(""), starts: this.#starts, ends: this.#ends };
  }
}

function foldGrapheme(text: string, around: { readonly before: string; readonly after: string }): string {
  if (/^[\s|]$/.test(text)) return " ";
  if (text === "[" || text === "]" || invisible.test(text)) return "";
  if (text === "*" || text === "_") {
    return /[\p{L}\p{N}]/u.test(around.before) && /[\p{L}\p{N}]/u.test(around.after) && text === "_"
      ? "_"
      : "";
  }
  if (quoteMark.test(text)) return '"';
  const folded = text.normalize("NFKC");
  if (quoteMark.test(folded)) return '"';
  if (dash.test(folded)) return "-";
  // “第51。2008年” must not become 51.2008.
  if (folded === "。") return /\p{Nd}/u.test(around.after) ? ". " : ".";
  if (folded === "、") return ",";
  return folded.replace(/\s+/g, " ");
}

const keptInside = /[.,]/;

/**
 * A folded text without case and without punctuation, other than what belongs to a number (decimal point,
 * percent, currency, comparison and arithmetic signs): what two printings of one wording may differ in.
 */
export function relaxText(folded: FoldedText): FoldedText {
  const characters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const { text } = folded;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const last = characters.at(-1) ?? " ";
    if (character === "," && isThousands(text, index)) continue;
    const lower = character.toLowerCase();
    let kept = lower.length === 1 ? lower : character;
    if (/[\p{P} ]/u.test(character) && !belongsToNumber(text, index)) kept = " ";
    if (kept === " " && (last === " " || wide.test(last))) continue;
    if (last === " " && wide.test(kept)) {
      characters.pop();
      starts.pop();
      ends.pop();
    }
    characters.push(kept);
    starts.push(folded.starts[index] ?? 0);
    ends.push(folded.ends[index] ?? 0);
  }
  if (characters.at(-1) === " ") characters.pop();
  return { text: characters.join(""), starts, ends };
}

/** 12,000 is the number 12000; 3,14 and 12,34,567 stay as they are. */
function isThousands(text: string, comma: number): boolean {
  return (
    /(?<!\d)\d{1,3}(?:,\d{3})*$/.test(text.slice(Math.max(0, comma - 16), comma)) &&
    /^(?:\d{3},)*\d{3}(?!\d)/.test(text.slice(comma + 1, comma + 17))
  );
}

function belongsToNumber(text: string, index: number): boolean {
  const character = text.charAt(index);
  if (character === "%" || character === "‰") return true;
  const digitBefore = /\d/.test(text.charAt(index - 1));
  const digitAfter = /\d/.test(text.charAt(index + 1));
  if (keptInside.test(character)) return digitBefore && digitAfter;
  return character === "-" && digitAfter && !/[\p{L}]/u.test(text.charAt(index - 1));
}
