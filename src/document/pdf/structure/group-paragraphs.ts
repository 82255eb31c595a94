import { present } from "../../../core/present.ts";
import type { PdfTable } from "../layout/find-tables.ts";
import { type ListMarker, type MarkerSequence, readListMarker } from "../layout/list-marker.ts";
import type { RegionLines } from "../layout/page-layout.ts";
import { firstCharacter, isIdeograph } from "../page/script.ts";
import type { TextLine } from "../layout/text-line.ts";
import { type BodyStyle, endsSentence, isCodeLine } from "./text-style.ts";

/** Lines that belong together: a paragraph, a heading, an item of a list, a listing. */
export interface LineGroup {
  readonly type: "lines";
  readonly lines: readonly TextLine[];
  readonly region: RegionLines;
  /** Whether more than the usual distance parts it from what is above it in its region; true at the top. */
  readonly isApart: boolean;
  /** For an item of a list. */
  readonly marker?: ListMarker;
}

export type PagePart = LineGroup | PdfTable;

/** Distance between baselines, in usual distances, that parts paragraphs. */
const paragraphGap = 1.3;
const referenceMarker = /^\[(?:\d{1,3}|[A-Z][\w+]{1,7}\d{2}[a-z]?)\]\s/;
const unmistakableBullet = /^[•◦▪‣∙○●■□▶►➢➤✓✔❖⁃\uf0b7\uf0a7\uf0d8\uf076]\s/;
const numberedStart =
  /^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|[A-Z]\.|第[一二三四五六七八九十百零〇\d]{1,6}(?:[章节條条篇部]|分?[编編]))\s*\p{Lu}|^第/u;

/** Width of the first word of a line in points, estimated from its characters. */
export function firstWordWidth(line: TextLine): number {
  const perCharacter = (line.x1 - line.x0) / Math.max(1, line.text.length);
  if (isIdeograph(firstCharacter(line.text))) return 2 * perCharacter;
  return (/^\S+/.exec(line.text)?.[0].length ?? 0) * perCharacter;
}

/** Whether the first word of a line would have fitted on the line before: then the line before was ended on purpose. */
function wasEndedEarly(previous: TextLine, line: TextLine, region: RegionLines): boolean {
  const room = region.right - previous.x1;
  return room > firstWordWidth(line) + 0.8 * line.size;
}

/** Whether a line that begins with a marker may begin an item here, seen from the line before it. */
function mayBeginItem(previous: TextLine, line: TextLine, group: readonly TextLine[]): boolean {
  if (unmistakableBullet.test(line.text)) return true;
  if (readListMarker(line.text) === undefined) return false;
  if (endsSentence(previous.text) || /(?:[,，、]|\b(?:and|or))$/u.test(previous.text)) return true;
  const first = group[0];
  const isAligned = first !== undefined && Math.abs(first.x0 - line.x0) < 0.5 * line.size;
  return isAligned && readListMarker(first.text) !== undefined;
}

/** First-line indents and hanging indents. */
function isIndentedAnew(group: readonly TextLine[], line: TextLine, region: RegionLines): boolean {
  const previous = group.at(-1) ?? line;
  const em = line.size;
  const isIndent =
    line.x0 - previous.x0 > 0.8 * em &&
    previous.x0 - region.left < 0.5 * em &&
    line.x0 - region.left < 6 * em;
  if (isIndent) return group.length > 1 || endsSentence(previous.text);
  const isIndentedAlike = Math.abs(line.x0 - previous.x0) < 0.3 * em && line.x0 - region.left > 0.8 * em;
  if (isIndentedAlike && group.length === 1) return endsSentence(previous.text);
  return (
    group.length > 1 && previous.x0 - line.x0 > 0.8 * em && Math.abs((group[0]?.x0 ?? 0) - line.x0) < 0.5 * em
  );
}

function changesStyle(previous: TextLine, line: TextLine, body: BodyStyle): boolean {
  if (Math.abs(previous.size - line.size) > 0.09 * Math.max(previous.size, line.size)) {
    return Math.min(previous.text.length, line.text.length) > 3;
  }
  if (previous.font === line.font || !previous.isOneFont || !line.isOneFont) return false;
  const isIntoBody = line.font === body.font;
  const startsFresh = /^[\p{Lu}\p{Lo}\d“"(]/u.test(line.text);
  return (
    startsFresh &&
    (isIntoBody ? !/[-,]$/.test(previous.text) : endsSentence(previous.text) || numberedStart.test(line.text))
  );
}

function startsGroup(
  group: readonly TextLine[],
  line: TextLine,
  region: RegionLines,
  body: BodyStyle,
): boolean {
  const previous = group.at(-1);
  if (previous === undefined) return true;
  const distance = line.y - previous.y;
  const isCode = isCodeLine(line, body);
  if (isCode !== isCodeLine(previous, body)) return true;
  if (isCode) return distance > 2.2 * region.pitch;
  if (distance > paragraphGap * Math.max(region.pitch, 1.05 * line.size)) return true;
  if (changesStyle(previous, line, body) || referenceMarker.test(line.text)) return true;
  if (isIndentedAnew(group, line, region)) return true;
  const continuesSentence = /^\p{Ll}/u.test(line.text) && !endsSentence(previous.text);
  return wasEndedEarly(previous, line, region) && !continuesSentence && line.size <= 1.1 * body.size;
}

/** The lines of a region in groups; tables stay where they are. Regions must come in reading order. */
export function groupParagraphs(
  region: RegionLines,
  body: BodyStyle,
  sequence: MarkerSequence,
): readonly PagePart[] {
  const parts: PagePart[] = [];
  let open: TextLine[] = [];
  let marker: ListMarker | undefined;
  let isApart = true;
  const close = (): void => {
    if (open.length > 0) {
      parts.push({
        type: "lines",
        lines: open,
        region,
        isApart,
        ...present({ marker }),
      });
    }
    open = [];
    marker = undefined;
  };
  for (const part of region.parts) {
    if ("type" in part) {
      close();
      parts.push(part);
      isApart = true;
      continue;
    }
    const previous = open.at(-1);
    const isParted = previous === undefined || startsGroup(open, part, region, body);
    const isItem = isParted || mayBeginItem(previous, part, open) ? sequence.accept(part.text) : undefined;
    if (previous !== undefined && (isParted || isItem !== undefined)) {
      close();
      isApart = part.y - previous.y > 1.2 * Math.max(region.pitch, 1.05 * part.size);
    }
    if (open.length === 0) marker = isItem;
    open.push(part);
  }
  close();
  return parts;
}
