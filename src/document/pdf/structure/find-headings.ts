import { findDate } from "../../dates.ts";
import type { LineGroup, PagePart } from "./group-paragraphs.ts";
import { readAuthorLine } from "./read-authors.ts";
import type { BodyStyle } from "./text-style.ts";

/** Titles of the bookmarks of a document, letters and digits only, with their depth from 1. */
export type Outline = ReadonlyMap<string, number>;

export interface Heading {
  readonly level: number;
  readonly isTitle: boolean;
}

/** Times the size of running text from which a line is a heading by its size alone. */
const largerSize = 1.15;
const longestHeading = 200;
const longestPlainHeading = 110;
const numbering =
  /^(?:(?<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[\p{Lu}\p{Lo}“"(])|(?:[IVX]{1,5}|[A-Z])\.\s+(?=\p{Lu})|第[一二三四五六七八九十百零〇\d]{1,6}(?:[章节篇部]|分?[编編])|附录|[一二三四五六七八九十]{1,3}、)/u;
const caption = /^(?:figure|fig\.|table|tab\.|example|listing|algorithm|abbildung|tabelle|图|表)\s*[\dA-Z]/iu;
const roman = /^[IVX]{1,5}\.\s/;
const wellKnown =
  /^(?:abstract|summary|introduction|background|methods?|results|discussion|conclusions?|references|bibliography|acknowledge?ments?|appendix(?: [a-z])?|摘\s*要|引\s*言|绪\s*论|结\s*论|参考文献|致\s*谢|附\s*录|目\s*录|前\s*言)$/iu;

/** Letters and digits only, lower case: what two spellings of a title share. */
export function bareText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

function textOf(group: LineGroup): string {
  return group.lines.map((line) => line.text).join(" ");
}

function isInOutline(text: string, outline: Outline): number | undefined {
  const bare = bareText(text);
  return bare.length < 3 ? undefined : (outline.get(bare) ?? outline.get(bare.replace(/^[\d]+/, "")));
}

/** Whether all of a group is set in one font that running text does not have. */
function isOtherFont(group: LineGroup, body: BodyStyle): boolean {
  const font = group.lines[0]?.font;
  return font !== body.font && group.lines.every((line) => line.isOneFont && line.font === font);
}

function isHeading(group: LineGroup, next: PagePart | undefined, body: BodyStyle, outline: Outline): boolean {
  const [first] = group.lines;
  const text = textOf(group);
  if (first === undefined || text.length > longestHeading || !/\p{L}{2}|\p{Lo}/u.test(text)) return false;
  if (text.length < 32 && findDate(text) !== undefined) return false;
  if (group.lines.length <= 3 && isInOutline(text, outline) !== undefined) return true;
  const ratio = Math.min(...group.lines.map((line) => line.size)) / body.size;
  const isNumbered = numbering.test(text);
  const endsOpen = !/[.,;:，。；：]$/u.test(text) || (isNumbered && text.length < 60);
  if (ratio >= largerSize) return endsOpen || text.length < 60;
  const isWellKnown = wellKnown.test(text.replace(numbering, "").trim());
  if (ratio < (isWellKnown ? 0.85 : 0.97) || !endsOpen) return false;
  if (text.length > longestPlainHeading || group.lines.length > 3 || caption.test(text)) return false;
  if (isOtherFont(group, body) && (group.isApart || isNumbered)) {
    const isOverText = next?.type === "lines" && next.lines[0]?.font === body.font;
    if ((isOverText || isNumbered || isWellKnown) && /^[\p{Lu}\p{Lo}\d“"§]/u.test(text)) return true;
  }
  if (group.lines.length > 1 || !group.isApart) return false;
  if (isWellKnown) return true;
  const letters = text.replace(/[^\p{L}]/gu, "");
  return letters.length >= 4 && /^[\p{Lu}]+$/u.test(letters) && text.length <= 80;
}

/** The group with the largest type on the first page, if that is larger than running text. */
function findTitle(groups: readonly LineGroup[], body: BodyStyle): LineGroup | undefined {
  const firstPage = groups[0]?.region.page;
  const onFirst = groups.filter(
    (group) => group.region.page === firstPage && (group.lines[0]?.y ?? 0) < 0.7 * group.region.pageHeight,
  );
  const largest = onFirst.reduce((most, group) => Math.max(most, sizeOf(group)), 0);
  if (largest < largerSize * body.size) return undefined;
  return onFirst.find((group) => sizeOf(group) > 0.97 * largest && textOf(group).length >= 4);
}

/** Size of the type in half points. */
function sizeOf(group: LineGroup): number {
  return Math.round((group.lines[0]?.size ?? 0) * 2) / 2;
}

function styleOf(group: LineGroup): string {
  return `${sizeOf(group)} ${group.lines[0]?.font ?? ""}`;
}

/** Depth that the number of a heading states: `2.1` is 2, and so is `B.` among Roman numerals. */
function numberDepth(group: LineGroup, hasRoman: boolean): number | undefined {
  const text = textOf(group);
  const found = numbering.exec(text);
  if (found === null) return undefined;
  if (/^[A-Z]\.\s/.test(text) && !roman.test(text)) return hasRoman ? 2 : 1;
  const number = found.groups?.["number"];
  if (number !== undefined) return number.split(".").length;
  return /^第.{1,6}节/u.test(found[0]) ? 2 : 1;
}

/** The sizes that headings are set in more than once, largest first; a size used once is ranked among them. */
function rankSizes(groups: readonly LineGroup[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(sizeOf(group), (counts.get(sizeOf(group)) ?? 0) + 1);
  const repeated = [...counts].filter(([, count]) => count > 1).map(([size]) => size);
  return (repeated.length > 0 ? repeated : [...counts.keys()]).toSorted((a, b) => b - a);
}

/** Depth of each heading style: by the numbers its headings carry, else by size among the styles. */
function styleDepths(groups: readonly LineGroup[], hasRoman: boolean): ReadonlyMap<string, number> {
  const ranks = rankSizes(groups);
  const depths = new Map<string, number>();
  for (const style of new Set(groups.map(styleOf))) {
    const members = groups.filter((group) => styleOf(group) === style);
    const numbered = members
      .map((group) => numberDepth(group, hasRoman))
      .filter((depth) => depth !== undefined);
    const size = members[0] === undefined ? 0 : sizeOf(members[0]);
    const byNumber = numbered.toSorted((a, b) => a - b)[Math.floor(numbered.length / 2)];
    depths.set(
      style,
      numbered.length >= 0.5 * members.length
        ? (byNumber ?? 1)
        : ranks.filter((rank) => rank > size).length + 1,
    );
  }
  return depths;
}

/** Finds the headings among the groups of a document and their levels; the title, where there is one, has level 1. */
export function findHeadings(
  parts: readonly PagePart[],
  body: BodyStyle,
  outline: Outline,
): ReadonlyMap<LineGroup, Heading> {
  const candidates = parts.flatMap((part, at) =>
    part.type === "lines" && isHeading(part, parts[at + 1], body, outline) ? [part] : [],
  );
  const title = findTitle(candidates, body);
  const below = title === undefined ? [] : parts.slice(parts.indexOf(title) + 1, parts.indexOf(title) + 4);
  const bylines = below.filter((part) => part.type === "lines" && readAuthorLine(textOf(part)).length > 0);
  const sections = candidates.filter((group) => group !== title && !bylines.includes(group));
  const hasRoman = sections.filter((group) => roman.test(textOf(group))).length >= 2;
  const depths = styleDepths(sections, hasRoman);
  const titleDepth = title === undefined ? undefined : isInOutline(textOf(title), outline);
  const base = title === undefined ? 0 : 1;
  const found = new Map<LineGroup, Heading>();
  for (const group of sections) {
    const inOutline = isInOutline(textOf(group), outline);
    const ownDepth = numberDepth(group, hasRoman) ?? depths.get(styleOf(group)) ?? 1;
    const level =
      inOutline === undefined ? base + ownDepth : inOutline + (titleDepth === undefined ? base : 0);
    found.set(group, { level: Math.min(6, Math.max(1 + base, level)), isTitle: false });
  }
  if (title !== undefined) found.set(title, { level: 1, isTitle: true });
  return found;
}
