import { estimateTokens } from "../../../core/tokens.ts";

/**
 * A report in parts of at most so many tokens, cut before headings where that is possible, else between paragraphs, else
 * between lines; joined they are the report. A line that is longer by itself is cut in the middle.
 */
export function divideReport(report: string, maxTokens: number): readonly string[] {
  if (estimateTokens(report) <= maxTokens) return [report];
  for (const cut of [/(?=^#{1,6} )/m, /(?<=\n\s*\n)/, /(?<=\n)/]) {
    const pieces = report.split(cut);
    if (pieces.length > 1) {
      return joinSmall(
        pieces.flatMap((piece) => divideReport(piece, maxTokens)),
        maxTokens,
      );
    }
  }
  const middle = Math.ceil(report.length / 2);
  // A single character is never longer than a part can be.
  if (report.length < 2) return [report];
  return [report.slice(0, middle), report.slice(middle)].flatMap((half) => divideReport(half, maxTokens));
}

/** A report's sections: each begins with a heading of the first two levels, apart from what stands before the first. */
export function sectionsOf(report: string): readonly string[] {
  return report.split(/(?=^#{1,2} )/m).filter((section) => section.trim() !== "");
}

function joinSmall(pieces: readonly string[], maxTokens: number): readonly string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && estimateTokens(last + piece) <= maxTokens)
      joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}
