import type { Block, ListItem } from "../block.ts";
import { findClauseStart } from "../clause.ts";
import { endsSentence, isBareNumber, isNumbered, readTextHeading } from "./text-heading.ts";

const bullet = /^(\s*)([-*•·‣◦▪–]|\d{1,3}[.)])\s+(\S.*)$/;
/** Sub-paragraphs that begin a line of their own: (a), （一）, 1、 */
const subParagraph =
  /^\s*(?:[(（][\da-zA-Z〇一二三四五六七八九十]{1,4}[)）]|[a-z][.)]\s|[一二三四五六七八九十]{1,3}、|\d{1,2}、)/;
const contentsLabel = /^(?:目录|目次|目錄|(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire|índice)$/i;
const underline = /^\s*(=|-|~|\*|#)\1{2,}\s*$/;
/** Lines longer than this are not wrapped by hand. */
const longestWrapped = 120;
const shortLine = 60;

function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    yield text.slice(start, text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end);
    start = end + 1;
  }
  if (start < text.length) yield text.slice(start);
}

/** Whether a paragraph's lines are one text that was broken at a margin. */
function isWrapped(lines: readonly string[]): boolean {
  const widths = lines.map((line) => line.length);
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  if (lines.length < 2 || widest > longestWrapped) return false;
  const open = lines.slice(0, -1).filter((line) => !endsSentence(line.trimEnd())).length;
  if (open < (lines.length - 1) * 0.6) return false;
  const full = widths.slice(0, -1).filter((width) => width >= widest * 0.6).length;
  return full >= (lines.length - 1) * 0.75 && widest > 20;
}

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。；：！？、）》」』]$/u;
const hanStart = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}（《「『“]/u;

/** Joins wrapped lines: with a space, with none between Chinese characters, and without a hyphen at a line's end. */
export function joinWrapped(lines: readonly string[]): string {
  const parts: string[] = [];
  let last = "";
  for (const raw of lines) {
    const line = raw.trim();
    if (line === "") continue;
    const end = last.slice(-2);
    if (last === "" || (han.test(end) && hanStart.test(line))) parts.push(line);
    else if (/\p{Ll}-$/u.test(end) && /^\p{Ll}/u.test(line)) {
      parts[parts.length - 1] = last.slice(0, -1);
      parts.push(line);
    } else parts.push(" ", line);
    last = line;
  }
  return parts.join("");
}

function paragraphsOf(lines: readonly string[]): readonly Block[] {
  if (isWrapped(lines) && !lines.slice(1).some((line) => /^[\u3000\t]/.test(line)))
    return [{ type: "paragraph", text: joinWrapped(lines) }];
  const areShort =
    lines.length > 1 &&
    !lines.some((line) => /\p{Script=Han}/u.test(line)) &&
    lines.length <= 30 &&
    lines.every((line) => line.length <= shortLine && !endsSentence(line.trim()));
  if (areShort) return [{ type: "paragraph", text: lines.map((line) => line.trim()).join("\n") }];
  return lines.map((line): Block => ({ type: "paragraph", text: line.trim() }));
}

function listOf(lines: readonly string[]): Block | undefined {
  const items: ListItem[] = [];
  const indents: number[] = [];
  for (const line of lines) {
    const match = bullet.exec(line);
    if (match === null) {
      const last = items.at(-1);
      if (last === undefined || !/^\s/.test(line)) return undefined;
      items[items.length - 1] = { ...last, text: joinWrapped([last.text, line]) };
      continue;
    }
    const [, space = "", sign = "", text = ""] = match;
    while ((indents.at(-1) ?? -1) > space.length) indents.pop();
    if ((indents.at(-1) ?? -1) < space.length) indents.push(space.length);
    items.push({ text, depth: indents.length - 1, ...(/\d/.test(sign) ? { marker: sign } : {}) });
  }
  return items.length === 0 ? undefined : { type: "list", items };
}

/** A run of lines without a blank one, as blocks: a list, headings, clauses and what stands between them. */
function groupBlocks(lines: readonly string[]): readonly Block[] {
  const list = lines.length > 1 && bullet.test(lines[0] ?? "") ? listOf(lines) : undefined;
  if (list !== undefined) return [list];
  const blocks: Block[] = [];
  let open: string[] = [];
  const flush = (): void => {
    for (const block of open.length > 0 ? paragraphsOf(open) : []) blocks.push(block);
    open = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const next = lines[at + 1];
    if (
      next !== undefined &&
      underline.test(next) &&
      line.trim().length <= longestWrapped &&
      open.length === 0
    ) {
      blocks.push({ type: "heading", level: next.trim().startsWith("=") ? 1 : 2, text: line.trim() });
      at += 1;
      continue;
    }
    if (underline.test(line)) continue;
    const standsAlone = lines.length === 1 || contentsLabel.test(line.replace(/[\s\u3000]/g, ""));
    const heading = readTextHeading(line, { standsAlone });
    if (heading !== undefined) {
      flush();
      blocks.push({ type: "heading", ...heading });
      continue;
    }
    if (subParagraph.test(line) || findClauseStart(line.trimStart()) !== undefined) flush();
    open.push(line);
  }
  flush();
  return blocks;
}

const fewestEntries = 3;

function headingText(block: Block | undefined): string | undefined {
  return block?.type === "heading" ? block.text.replace(/[\s\u3000]+/g, " ") : undefined;
}

/** How many of a run of headings are a table of contents: those before the first is repeated, or is the text's own. */
function countEntries(run: readonly Block[], after: ReadonlySet<string>): number {
  const first = headingText(run[0]);
  const repeated = run.findIndex((block, index) => index > 0 && headingText(block) === first);
  if (repeated > 0) return repeated;
  const last = headingText(run.at(-1));
  return last !== undefined && after.has(last) ? run.length : run.length - 1;
}

/** A table of contents has headings without their text: it becomes a list. */
function foldContents(blocks: readonly Block[]): readonly Block[] {
  const at = blocks.slice(0, 40).findIndex((block) => {
    const text = block.type === "heading" || block.type === "paragraph" ? block.text : "";
    return contentsLabel.test(text.replace(/[\s\u3000]+/g, text.length < 8 ? "" : " "));
  });
  if (at < 0) return blocks;
  let end = at + 1;
  while (blocks[end]?.type === "heading") end += 1;
  const run = blocks.slice(at + 1, end);
  const after = new Set(blocks.slice(end).flatMap((block) => headingText(block) ?? []));
  const count = countEntries(run, after);
  if (count < fewestEntries) return blocks;
  const items = run.slice(0, count).map((entry): ListItem => ({ text: headingText(entry) ?? "", depth: 0 }));
  return [...blocks.slice(0, at + 1), { type: "list", items }, ...blocks.slice(at + 1 + count)];
}

/** "CHAPTER 1" on one line and its title on the next are one heading. */
function joinNumbers(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    const isTitle =
      block.type === "paragraph" &&
      block.text.length <= 80 &&
      !endsSentence(block.text) &&
      !block.text.includes("\n");
    if (isTitle && last?.type === "heading" && isBareNumber(last.text))
      joined[joined.length - 1] = { ...last, text: `${last.text} ${block.text}` };
    else joined.push(block);
  }
  return joined;
}

/** The first line is the title if it is short, stands by itself and ends like one. */
function withTitle(blocks: readonly Block[]): readonly Block[] {
  const [first, second] = blocks;
  if (second === undefined || (first?.type !== "paragraph" && first?.type !== "heading")) return blocks;
  const { text } = first;
  const isTitle =
    text.length <= 100 &&
    !text.includes("\n") &&
    !endsSentence(text) &&
    !isNumbered(text) &&
    /\p{L}/u.test(text);
  return isTitle ? [{ type: "heading", level: 1, text }, ...blocks.slice(1)] : blocks;
}

/**
 * Blocks of plain text: paragraphs (wrapped or a line each), lists, and headings where the wording shows them
 * (第一章, CHAPTER 1, 1.2 Scope, underlined or capital lines). Linear in the text.
 */
export function textToBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let group: string[] = [];
  const flush = (): void => {
    if (group.length > 0) for (const block of groupBlocks(group)) blocks.push(block);
    group = [];
  };
  for (const line of linesOf(text)) {
    if (line.trim() === "") flush();
    else group.push(line);
  }
  flush();
  return foldContents(joinNumbers(withTitle(blocks)));
}
