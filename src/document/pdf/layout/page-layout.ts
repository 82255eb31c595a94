import { median, quantile } from "../../../core/quantile.ts";
import { findTables, type PdfTable } from "./find-tables.ts";
import type { PageRuns } from "./page-furniture.ts";
import { readingRegions } from "./reading-order.ts";
import { type TextLine, toLines } from "./text-line.ts";

/** One region of a page as lines and tables from top to bottom. */
export interface RegionLines {
  readonly page: number;
  readonly pageHeight: number;
  /** Where most of its lines begin and where the longest end. */
  readonly left: number;
  readonly right: number;
  /** Usual distance between baselines. */
  readonly pitch: number;
  readonly parts: readonly (TextLine | PdfTable)[];
}

/** The distance between neighbouring lines of one size that occurs most; a little over the em where there are none. */
function usualPitch(lines: readonly TextLine[]): number {
  const counts = new Map<number, number>();
  for (const [at, line] of lines.entries()) {
    const previous = lines[at - 1];
    if (previous === undefined || Math.abs(previous.size - line.size) > 0.5) continue;
    const distance = Math.round((line.y - previous.y) * 2) / 2;
    if (distance > 0.8 * line.size && distance < 3 * line.size)
      counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  const em = median(lines.map((line) => line.size));
  let best = 1.3 * em;
  let most = 0;
  for (const [distance, count] of counts) {
    if (count > most || (count === most && distance < best)) {
      most = count;
      best = distance;
    }
  }
  return best;
}

/** The regions of a page, in reading order, with their lines and tables. */
export function layOutPage(page: PageRuns): readonly RegionLines[] {
  return readingRegions(page.runs).map((region) => {
    const lines = toLines(region.runs, page.number);
    return {
      page: page.number,
      pageHeight: page.height,
      left: quantile(
        lines.map((line) => line.x0),
        0.1,
      ),
      right: quantile(
        lines.map((line) => line.x1),
        0.95,
      ),
      pitch: usualPitch(lines),
      parts: findTables(lines),
    };
  });
}
