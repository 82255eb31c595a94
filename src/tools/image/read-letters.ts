import type { ColourImage } from "../../web/browser/screen/decode-png.ts";
import { cut, quoted } from "../surfer/render-text.ts";

/** A line of text in a picture. */
export interface LetterLine {
  readonly text: string;
  /** How sure the program is of it, 0 to 100. */
  readonly confidence: number;
}

export type LettersOutcome =
  | {
      readonly type: "letters";
      /** The program, with its version. */
      readonly by: string;
      readonly languages: readonly string[];
      /** In reading order. */
      readonly lines: readonly LetterLine[];
    }
  | { readonly type: "failure"; readonly why: string };

/**
 * A program that reads text in pictures (OCR). It is given a grey raster as PGM (Netpbm, `P5`), which no decoder can be
 * tricked with. Never rejects for what the picture or the program is.
 */
export type ReadLetters = (pgm: Uint8Array, signal: AbortSignal) => Promise<LettersOutcome>;

/** Below it a line is marked: about every second word of such lines is wrong. */
const leastConfidence = 60;
const mostCharacters = 8_000;

/** What a language model reads of it. All that the picture says is data. */
export function renderLetters({
  by,
  languages,
  lines,
}: Extract<LettersOutcome, { type: "letters" }>): string {
  const told = lines.map(({ text, confidence }) =>
    confidence < leastConfidence ? `${text} [unsure, ${Math.round(confidence)}]` : text,
  );
  const shown = cut(told.join("\n"), mostCharacters);
  const sure = lines.reduce((sum, line) => sum + line.confidence, 0) / Math.max(1, lines.length);
  const attributes = `by="${by}" languages="${languages.join("+")}" confidence="${Math.round(sure)}"`;
  return [`<letters ${attributes}>`, quoted(shown === "" ? "(no text was found)" : shown), "</letters>"].join(
    "\n",
  );
}

/** Letters of a screen are too small for such programs; pictures up to here are made twice as large. */
const mostToEnlarge = 2_000;

/** The picture in grey (ITU-R BT.601) as PGM, twice as large where it is small, between its pixels by their means. */
export function greyRaster({ width, height, pixels }: ColourImage): Uint8Array {
  const factor = Math.max(width, height) <= mostToEnlarge ? 2 : 1;
  const grey = Uint8Array.from({ length: width * height }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at * 3, at * 3 + 3);
    return (red * 299 + green * 587 + blue * 114) / 1000;
  });
  const [wide, high] = [width * factor, height * factor];
  const at = (x: number, y: number): number =>
    grey[Math.min(height - 1, y) * width + Math.min(width - 1, x)] ?? 0;
  const header = Buffer.from(`P5\n${wide} ${high}\n255\n`);
  const raster = new Uint8Array(header.length + wide * high);
  raster.set(header);
  for (let y = 0; y < high; y += 1) {
    for (let x = 0; x < wide; x += 1) {
      const [left, top] = [Math.floor(x / factor), Math.floor(y / factor)];
      const [right, bottom] = [left + (x % factor), top + (y % factor)];
      raster[header.length + y * wide + x] =
        (at(left, top) + at(right, top) + at(left, bottom) + at(right, bottom)) / 4;
    }
  }
  return raster;
}
