import { present } from "../../../core/present.ts";
import type { Block, ListItem } from "../../block.ts";
import type { Heading } from "./find-headings.ts";
import { firstWordWidth, type LineGroup, type PagePart } from "./group-paragraphs.ts";
import { joinLines, type Vocabulary } from "./join-lines.ts";
import { type ListMarker, readListMarker } from "../layout/list-marker.ts";
import { type BodyStyle, endsSentence, isCodeLine } from "./text-style.ts";

export interface BlockContext {
  readonly body: BodyStyle;
  readonly headings: ReadonlyMap<LineGroup, Heading>;
  readonly vocabulary: Vocabulary;
  /** Whether paragraphs begin with an indent, so that a line without one at the top of a column carries on. */
  readonly hasIndents: boolean;
}

interface Item {
  readonly group: LineGroup;
  readonly marker: ListMarker;
  readonly text: string;
}

/** Ordered items longer than this on average are numbered paragraphs. */
const longestItem = 400;
const tableCaption = /^(?:table|tab\.|表)\s*(?:[\dIVX]+|[一二三四五六七八九十]+|[A-Z]?[.\d-]+)/iu;
/** Groups looked at beyond a column's end for the rest of its last paragraph. */
const groupsAhead = 4;

/** The lines of a group as running text. */
function textOfGroup(group: LineGroup, vocabulary: Vocabulary): string {
  return group.lines.reduce((text, line) => joinLines(text, line.text, vocabulary), "");
}

function isFootnote(group: LineGroup, body: BodyStyle): boolean {
  const [first] = group.lines;
  if (first === undefined || first.size > 0.93 * body.size) return false;
  return first.y > 0.55 * group.region.pageHeight && /^[\d*†‡§¹²³⁰⁴-⁹①-⑳[(]/u.test(first.text);
}

/** What may stand between two halves of a paragraph: footnotes, captions, figures' lettering. */
function isAside(part: PagePart, context: BlockContext): boolean {
  if (part.type === "table") return true;
  const [first] = part.lines;
  if (isFootnote(part, context.body) || /^(?:fig|table|图|表)\S*\s*\d/iu.test(first?.text ?? "")) return true;
  return (first?.size ?? 0) < 0.9 * context.body.size;
}

function isIndented(group: LineGroup): boolean {
  const [first] = group.lines;
  return first !== undefined && first.x0 - group.region.left > 0.8 * first.size;
}

/** Whether most paragraphs of several lines begin with an indent. */
export function usesIndents(parts: readonly PagePart[], headings: ReadonlyMap<LineGroup, Heading>): boolean {
  const groups = parts.filter((part) => part.type === "lines").filter((part) => part.lines.length > 1);
  const paragraphs = groups.filter((group) => !headings.has(group) && group.marker === undefined);
  return paragraphs.length >= 3 && paragraphs.filter(isIndented).length > 0.6 * paragraphs.length;
}

/** Whether a paragraph was broken off by the end of its column or page and `next` carries it on. */
function isCarriedOn(group: LineGroup, next: LineGroup, hasIndents: boolean): boolean {
  const last = group.lines.at(-1);
  const first = next.lines[0];
  if (last === undefined || first === undefined) return false;
  if (Math.abs(last.size - first.size) > 0.06 * last.size || next.marker !== undefined) return false;
  if (/\p{L}[-\u2010\u00ad]$/u.test(last.text)) return /^\p{L}/u.test(first.text);
  const room = group.region.right - last.x1;
  if (hasIndents && !isIndented(next) && room < last.size) return true;
  if (endsSentence(last.text) || room > Math.max(2.5 * last.size, firstWordWidth(first) + last.size))
    return false;
  return /^[\p{Ll}(“"]/u.test(first.text) || (!isIndented(next) && /^[\p{Lo}\d]/u.test(first.text));
}

/** The index of the group that carries on the paragraph at `at`; undefined where the paragraph ends there. */
function findRest(
  parts: readonly (PagePart | undefined)[],
  at: number,
  context: BlockContext,
): number | undefined {
  const part = parts[at];
  if (part?.type !== "lines" || context.headings.has(part) || isFootnote(part, context.body))
    return undefined;
  let seen = 0;
  for (let ahead = at + 1; seen < groupsAhead && ahead < parts.length; ahead += 1) {
    const next = parts[ahead];
    if (next === undefined) continue;
    seen += 1;
    if (isAside(next, context)) continue;
    if (next.type === "table" || context.headings.has(next) || next.region === part.region) return undefined;
    return isCarriedOn(part, next, context.hasIndents) ? ahead : undefined;
  }
  return undefined;
}

/** Gives paragraphs that run over the end of a column or page their other half back. */
export function joinRegions(parts: readonly PagePart[], context: BlockContext): readonly PagePart[] {
  const result: (PagePart | undefined)[] = [...parts];
  for (let at = 0; at < result.length; at += 1) {
    for (let rest = findRest(result, at, context); rest !== undefined; rest = findRest(result, at, context)) {
      const part = result[at];
      const next = result[rest];
      if (part?.type !== "lines" || next?.type !== "lines") break;
      result[at] = { ...part, lines: [...part.lines, ...next.lines], region: next.region };
      result[rest] = undefined;
    }
  }
  return result.filter((part) => part !== undefined);
}

function codeText(group: LineGroup): string {
  const left = Math.min(...group.lines.map((line) => line.x0));
  const indented = group.lines.map((line) => {
    const columns = Math.max(0, Math.round((line.x0 - left) / (0.6 * line.size)));
    return " ".repeat(Math.min(columns, 80)) + line.text;
  });
  return indented.join("\n");
}

function toItem(part: PagePart, context: BlockContext): Item | undefined {
  if (part.type === "table" || part.marker === undefined || context.headings.has(part)) return undefined;
  const text = textOfGroup(part, context.vocabulary);
  return { group: part, marker: part.marker, text: readListMarker(text)?.text ?? text };
}

/** Numbered paragraphs are a list when there are several and they are short; a lone dash or star is a footnote or a remark. */
function isList(items: readonly Item[]): boolean {
  if (items.every((item) => item.marker.isWeak)) return items.length >= 2;
  if (items.some((item) => item.marker.marker === undefined)) return true;
  const length = items.reduce((sum, item) => sum + item.text.length, 0) / items.length;
  return items.length >= 2 && length <= longestItem;
}

function toListBlock(items: readonly Item[]): Block {
  const lefts: number[] = [];
  const listItems: ListItem[] = items.map((item) => {
    const [line] = item.group.lines;
    const x0 = (line?.x0 ?? 0) - item.group.region.left;
    while (lefts.length > 0 && (lefts.at(-1) ?? 0) > x0 + 0.8 * (line?.size ?? 10)) lefts.pop();
    if (lefts.length === 0 || x0 > (lefts.at(-1) ?? 0) + 0.8 * (line?.size ?? 10)) lefts.push(x0);
    const depth = lefts.length - 1;
    return {
      text: item.text,
      depth,
      ...present({ marker: item.marker.marker }),
    };
  });
  return { type: "list", items: listItems, page: items[0]?.group.lines[0]?.page ?? 1 };
}

/** Whether a group is a listing; addresses, which are often set the same way, are not. */
function isListing(group: LineGroup, body: BodyStyle): boolean {
  if (group.lines.length < 2 || !group.lines.every((line) => isCodeLine(line, body))) return false;
  return !group.lines.every((line) => /https?:|www\.|@|^\S*\/\S*$/.test(line.text));
}

function toBlock(part: PagePart, context: BlockContext): Block {
  if (part.type === "table") {
    return { type: "table", rows: part.rows, header: part.header, page: part.page };
  }
  const page = part.lines[0]?.page ?? 1;
  const heading = context.headings.get(part);
  if (heading === undefined && isListing(part, context.body)) {
    return { type: "code", text: codeText(part), page };
  }
  const text = textOfGroup(part, context.vocabulary);
  return heading === undefined
    ? { type: "paragraph", text, page }
    : { type: "heading", level: heading.level, text, page };
}

/** A paragraph that says `Table 3` directly above a table is its caption. */
function withCaptions(blocks: readonly Block[]): readonly Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const above = result.at(-1);
    if (
      block.type === "table" &&
      above?.type === "paragraph" &&
      tableCaption.test(above.text) &&
      above.text.length < 400
    ) {
      result[result.length - 1] = { ...block, caption: above.text };
    } else result.push(block);
  }
  return result;
}

/** The parts of a document as blocks, in reading order. */
export function toBlocks(parts: readonly PagePart[], context: BlockContext): readonly Block[] {
  const blocks: Block[] = [];
  let items: Item[] = [];
  const closeList = (): void => {
    if (items.length === 0) return;
    if (isList(items)) blocks.push(toListBlock(items));
    else blocks.push(...items.map((item) => toBlock(item.group, context)));
    items = [];
  };
  for (const part of parts) {
    const item = toItem(part, context);
    if (item !== undefined) {
      const isOther =
        items.length > 0 && (items[0]?.marker.marker === undefined) !== (item.marker.marker === undefined);
      const isNested =
        item.group.lines[0] !== undefined &&
        (items.at(-1)?.group.lines[0]?.x0 ?? 0) + 6 < item.group.lines[0].x0;
      if (isOther && !isNested && items.length > 0 && items[0]?.group.region === item.group.region)
        closeList();
      items.push(item);
    } else {
      closeList();
      blocks.push(toBlock(part, context));
    }
  }
  closeList();
  return withCaptions(blocks);
}
