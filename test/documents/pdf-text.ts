/** Advance widths of Helvetica for the characters from space to tilde, in thousandths of the em (Adobe Core 14 AFM). */
const helvetica = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

export type PdfFont = "helvetica" | "bold" | "courier" | "song";

/** A string on a page of a made PDF; `y` is the baseline from the top, in points. */
export interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly font?: PdfFont;
  /** Extra width of each space, in points. */
  readonly wordSpacing?: number;
  /** RGB from 0 to 1; black when absent. */
  readonly colour?: readonly [number, number, number];
}

/** Width of a string in points. Bold is taken as wide as the regular face. */
export function textWidth(text: string, size: number, font: PdfFont = "helvetica"): number {
  if (font === "courier") return text.length * 0.6 * size;
  const width = (character: string): number => {
    const code = character.charCodeAt(0);
    return code > 0x2e80 ? 1000 : (helvetica[code - 32] ?? 556);
  };
  return (Array.from(text).reduce((sum, character) => sum + width(character), 0) * size) / 1000;
}

export interface ParagraphOptions {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size?: number;
  readonly font?: PdfFont;
  /** Distance between baselines; 1.2 em when absent. */
  readonly pitch?: number;
  /** Indent of the first line. */
  readonly indent?: number;
  /** Stretches the spaces of every line but the last. */
  readonly isJustified?: boolean;
  /** Where a word may be broken, with a hyphen: `inter|national`. */
  readonly isHyphenated?: boolean;
}

/** Fills lines: each string is one line. A `|` inside a word is a place to break it, `-` another that needs no hyphen. */
function fillLines(
  text: string,
  roomOf: (line: number) => number,
  widthOf: (text: string) => number,
): readonly string[] {
  const pieces = /[\u2e80-\u9fff\uff00-\uffef]/u.test(text)
    ? Array.from(text)
    : text.split(/(?<= )|(?<=-)|(?<=\|)/u);
  const lines: string[] = [];
  let open = "";
  for (const piece of pieces) {
    const candidate = open + piece;
    const shown = candidate.replaceAll("|", "").trimEnd() + (candidate.endsWith("|") ? "-" : "");
    if (open !== "" && widthOf(shown) > roomOf(lines.length)) {
      lines.push(open);
      open = piece;
    } else open = candidate;
  }
  lines.push(open);
  return lines.map((line) => line.trimEnd().replace(/\|$/, "-").replaceAll("|", ""));
}

/** Sets a paragraph in a column and says where the next baseline would be. */
export function setParagraph(
  text: string,
  options: ParagraphOptions,
): { readonly texts: readonly PdfText[]; readonly nextY: number } {
  const { x, y, width, size = 10, font = "helvetica", pitch = 1.2 * size, indent = 0 } = options;
  const lines = fillLines(
    text,
    (line) => width - (line === 0 ? indent : 0),
    (candidate) => textWidth(candidate, size, font),
  );
  const texts = lines.map((line, at): PdfText => {
    const left = x + (at === 0 ? indent : 0);
    const spaces = line.split(" ").length - 1;
    const slack = x + width - left - textWidth(line, size, font);
    const isStretched = options.isJustified === true && at < lines.length - 1 && spaces > 0;
    return {
      text: line,
      x: left,
      y: y + at * pitch,
      size,
      font,
      ...(isStretched ? { wordSpacing: slack / spaces } : {}),
    };
  });
  return { texts, nextY: y + lines.length * pitch };
}
