import { splitSentences } from "../../core/sentences.ts";
import { cleanSentence, plainText } from "./clean-sentence.ts";

/** A piece of a passage: a sentence of running text, an item of a list, a row of a table. */
export interface Fragment {
  readonly type: "sentence" | "item" | "row";
  /** As it can stand in a report; never empty. */
  readonly text: string;
  /** As it stands in the passage, without Markdown. */
  readonly verbatim: string;
  /** Counts paragraphs, lists and tables, from 0. */
  readonly block: number;
  /** Nesting of an item, from 0. */
  readonly depth: number;
  /** It is one link and nothing else: a way to another page. */
  readonly isLink: boolean;
  /** `1.` or `（一）` of a numbered item. */
  readonly marker?: string;
  readonly cells?: readonly string[];
  /** Column names of the table that a row belongs to. */
  readonly header?: readonly string[];
}

const itemStart =
  /^(\s*)([-*+•]|\d{1,3}[.)、]|[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十]{1,3}、)\s*/;
const tableLine = /^\s*\|/;
const ruleLine = /^\s*\|?[\s:|-]*-{3,}[\s:|-]*$/;

const onlyLink = /^[\s*_]*\[(?:[^[\]]|\[[^\]]*\])*\]\([^)]*\)[\s*_.]*$/;

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => plainText(cell));
}

interface Reader {
  readonly fragments: Fragment[];
  block: number;
  kind: "none" | "text" | "list" | "table" | "code";
  header: readonly string[] | undefined;
  /** Indents of the open items, outermost first. */
  indents: number[];
  /** What opened a list was page furniture: so are its items. */
  isFurniture: boolean;
}

function openBlock(reader: Reader, kind: Reader["kind"]): void {
  const resumesList = kind === "list" && reader.fragments.at(-1)?.type === "item";
  if (reader.kind !== kind && !resumesList) reader.block += 1;
  reader.kind = kind;
}

/** A row as a sentence: “Birth certificate: Contact the office”, with column names where there are several. */
function rowText(cells: readonly string[], header: readonly string[]): string {
  const [first = "", ...others] = cells;
  const named = others.map((cell, index) => {
    const name = header[index + 1] ?? "";
    return cell === "" || name === "" || others.length === 1 ? cell : `${name} ${cell}`;
  });
  const rest = named.filter((cell) => cell !== "").join("; ");
  return first === "" || rest === "" ? first + rest : `${first}: ${rest}`;
}

function readRow(reader: Reader, line: string): void {
  openBlock(reader, "table");
  if (ruleLine.test(line)) return;
  const cells = cellsOf(line);
  if (reader.header === undefined) {
    reader.header = cells;
    return;
  }
  const text = rowText(cells, reader.header);
  if (text === "") return;
  reader.fragments.push({
    type: "row",
    text,
    verbatim: text,
    block: reader.block,
    depth: 0,
    isLink: false,
    cells,
    header: reader.header,
  });
}

function readItem(reader: Reader, raw: string, match: RegExpExecArray): void {
  openBlock(reader, "list");
  const indent = match[1]?.length ?? 0;
  while (reader.indents.length > 0 && (reader.indents.at(-1) ?? 0) >= indent) reader.indents.pop();
  const depth = reader.indents.length;
  reader.indents.push(indent);
  const mark = match[2] ?? "";
  const body = raw.slice(match[0].length);
  const text = cleanSentence(body);
  if (text === "" || reader.isFurniture) return;
  reader.fragments.push({
    type: "item",
    text,
    verbatim: plainText(body),
    block: reader.block,
    depth,
    isLink: onlyLink.test(body),
    ...(/[\d一二三四五六七八九十]/.test(mark) ? { marker: mark } : {}),
  });
}

/** A further sentence of an open item belongs to it; elsewhere it is a sentence of its own. */
function readText(reader: Reader, raw: string, startsLine: boolean): void {
  const text = cleanSentence(raw);
  const last = reader.fragments.at(-1);
  const continues = reader.kind === "list" && (!startsLine || /^\s{2,}\S/.test(raw));
  if (continues && last?.type === "item" && last.block === reader.block) {
    if (text === "") return;
    reader.fragments[reader.fragments.length - 1] = {
      ...last,
      text: `${last.text} ${text}`,
      verbatim: `${last.verbatim} ${plainText(raw)}`,
      isLink: false,
    };
    return;
  }
  openBlock(reader, "text");
  reader.isFurniture = text === "" && /[:：]\s*$/.test(raw);
  if (text !== "") {
    const isLink = onlyLink.test(raw);
    reader.fragments.push({
      type: "sentence",
      text,
      verbatim: plainText(raw),
      block: reader.block,
      depth: 0,
      isLink,
    });
  }
}

/**
 * Takes a passage's Markdown apart into sentences, list items and table rows, in order. Code, images and
 * page furniture are left out. Linear in the length of the text.
 */
export function readPassage(markdown: string): readonly Fragment[] {
  const reader: Reader = {
    fragments: [],
    block: -1,
    kind: "none",
    header: undefined,
    indents: [],
    isFurniture: false,
  };
  let before = "\n";
  for (const piece of splitSentences(markdown)) {
    const raw = piece.text.trimEnd();
    const startsLine = /\n\s*$/.test(before);
    if (/\n\s*\n\s*$/.test(before)) {
      reader.kind = reader.kind === "code" ? "code" : "none";
      reader.indents = [];
      reader.header = undefined;
    }
    before = piece.text;
    if (raw.trim() === "") continue;
    if (/^\s*(?:```|~~~)/.test(raw)) {
      reader.kind = reader.kind === "code" ? "none" : "code";
      continue;
    }
    if (reader.kind === "code") continue;
    const item = startsLine ? itemStart.exec(raw) : null;
    if (startsLine && tableLine.test(raw)) readRow(reader, raw);
    else if (item !== null) readItem(reader, raw, item);
    else readText(reader, raw, startsLine);
  }
  return reader.fragments;
}
