import stringWidth from "string-width";

const segmenter = new Intl.Segmenter();
const controls = /[\p{Cc}\p{Bidi_Control}]+/gu;

/** Text from outside made safe for a terminal line: no escape sequences, line breaks or direction marks. */
export function singleLine(text: string): string {
  return text.replace(controls, " ").replace(/\s+/g, " ").trim();
}

/** Columns that a text takes in a terminal; wide characters take two. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** The text cut to at most `columns`, with an ellipsis where something was cut; never half a character. */
export function fitText(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  return `${takeColumns(text, Math.max(0, columns - 1)).trimEnd()}…`.slice(0, columns === 0 ? 0 : undefined);
}

/** What is not broken where it fits into most of a line: letters and marks of scripts that have spaces. */
const wordBefore = /[^\s\p{Ideographic}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]+$/u;

/** Marks that begin no line in Chinese. */
const closing = /[，。；：！？、）》」』”]/;

/** The text in lines of at most `columns`, broken between words, also those amid Chinese, else between characters. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (columnsOf(rest) > columns) {
    const fitting = takeColumns(rest, columns) || takeCodePoints(rest, Math.max(2, columns));
    const isBeforeClosing = columns > 4 && closing.test(rest.charAt(fitting.length));
    const head = (isBeforeClosing && takeColumns(rest, columns - 2)) || fitting;
    const word = wordBefore.exec(head)?.[0] ?? "";
    const isInWord = wordBefore.test(rest.charAt(head.length)) && columnsOf(word) < 0.75 * columns;
    // What is one word from its start on is broken, or nothing would be taken.
    const line = isInWord && word !== head ? head.slice(0, head.length - word.length) : head;
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return rest === "" ? lines : [...lines, rest];
}

/** What fits of the text, at least a code point: one character of many marks may be wider than a line. */
function takeCodePoints(text: string, columns: number): string {
  let taken = "";
  for (const point of text) {
    if (taken !== "" && columnsOf(taken + point) > columns) break;
    taken += point;
  }
  return taken;
}

function takeColumns(text: string, columns: number): string {
  let taken = "";
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    const width = columnsOf(segment);
    if (used + width > columns) break;
    taken += segment;
    used += width;
  }
  return taken;
}
