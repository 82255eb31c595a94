import type { PassageKind } from "../core/source.ts";
import type { Block, ListItem } from "./block.ts";
import { readingLength, singleLine } from "./normalise.ts";
import { splitText } from "./split-text.ts";

/** The smallest piece of stored text that passages are made of. */
export interface Piece {
  /** White space that parts it from the piece before it in the same block. */
  readonly before: string;
  readonly text: string;
  /** Reading length. */
  readonly length: number;
}

export type ContentBlock = Exclude<Block, { readonly type: "heading" }>;

/** Passage kind of each type of block. */
export const kindOfBlock = {
  paragraph: "paragraph",
  list: "list",
  table: "table",
  code: "code",
  quote: "quote",
} as const satisfies Record<ContentBlock["type"], PassageKind>;

/** Reading length that a passage should not pass, where its material lets itself be divided. */
export const longestPassage = 1200;
/** A table up to this reading length stays whole. */
const longestTable = 2 * longestPassage;

function piece(before: string, text: string): Piece {
  return { before, text, length: readingLength(text) };
}

/** Joins strings into pieces of at most about `limit`; one that is longer by itself stays whole. */
function gather(parts: readonly string[], separator: string, limit: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let open: string[] = [];
  let length = 0;
  const close = (): void => {
    if (open.length > 0) pieces.push(piece(pieces.length === 0 ? "" : separator, open.join(separator)));
    open = [];
    length = 0;
  };
  for (const part of parts) {
    const added = readingLength(part);
    if (length + added > limit) close();
    open.push(part);
    length += added;
  }
  close();
  return pieces;
}

/** Lines trimmed, blank ones dropped: a paragraph has no empty line inside. */
function tidyLines(text: string): string {
  if (!text.includes("\n")) return text.trim();
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** What would open a heading or a code fence in Markdown is escaped, so that text cannot pass for structure. */
function escapeStructure(text: string): string {
  return text.replace(/^(#{1,6}(?=\s|$)|```|~~~)/gm, "\\$1");
}

function paragraphPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let before = "";
  for (const part of splitText(escapeStructure(tidyLines(text)), longestPassage)) {
    const content = part.trim();
    if (content !== "") pieces.push(piece(pieces.length === 0 ? "" : before, content));
    before = part.slice(part.trimEnd().length);
  }
  return pieces;
}

function quotePieces(text: string): readonly Piece[] {
  return paragraphPieces(text).map((part) => {
    const quoted = part.text.split("\n").map((line) => `> ${line}`);
    return piece(part.before === "" ? "" : "\n", quoted.join("\n"));
  });
}

function codePieces(text: string, language: string | undefined): readonly Piece[] {
  const longestRun = text.matchAll(/`{3,}/g).reduce((longest, run) => Math.max(longest, run[0].length), 2);
  const fence = "`".repeat(longestRun + 1);
  const lines = text.replace(/^\n+|\s+$/g, "").split("\n");
  if (lines.length === 1 && lines[0]?.trim() === "") return [];
  const short = lines.flatMap((line) =>
    line.length > longestPassage ? splitText(line, longestPassage) : [line],
  );
  return gather(
    [`${fence}${(language ?? "").replace(/[^\w+#.-]/g, "")}`, ...short, fence],
    "\n",
    longestPassage,
  );
}

/** List items as Markdown, one string an item; nested items are indented to the text of the item above. */
function listLines(items: readonly ListItem[]): readonly string[] {
  const indents: number[] = [0];
  const lines: string[] = [];
  for (const item of items) {
    const text = tidyLines(item.text);
    if (text === "") continue;
    const depth = Math.max(0, Math.min(item.depth, indents.length - 1, 12));
    const marker = item.marker === undefined ? "-" : singleLine(item.marker);
    const indent = indents[depth] ?? 0;
    indents.length = depth + 1;
    indents.push(indent + marker.length + 1);
    const continuation = `\n${" ".repeat(indent + marker.length + 1)}`;
    lines.push(`${" ".repeat(indent)}${marker} ${text.replaceAll("\n", continuation)}`);
  }
  return lines;
}

function listPieces(items: readonly ListItem[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const line of listLines(items)) {
    const parts = splitText(line, longestPassage);
    let before = "\n";
    for (const part of parts) {
      if (part.trim() !== "") pieces.push(piece(pieces.length === 0 ? "" : before, part.trimEnd()));
      before = part.slice(part.trimEnd().length);
    }
  }
  return pieces;
}

function tableRow(cells: readonly string[], columns: number): string {
  const padded = Array.from({ length: columns }, (_, column) =>
    singleLine(cells[column] ?? "").replace(/\\?\|/g, "\\|"),
  );
  return `| ${padded.join(" | ")} |`;
}

/** Columns without any text, such as those that only keep others apart, are left out. */
function withoutEmptyColumns(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const used = new Set<number>();
  let widest = 0;
  for (const row of rows) {
    widest = Math.max(widest, row.length);
    for (const [column, cell] of row.entries()) if (cell.trim() !== "") used.add(column);
  }
  return used.size === widest ? rows : rows.map((row) => row.filter((_, column) => used.has(column)));
}

/** A table that is too long becomes several, each with the caption and the header row, so that each can be read alone. */
function tablePieces(table: Extract<Block, { readonly type: "table" }>): readonly Piece[] {
  const filled = withoutEmptyColumns(table.rows.filter((row) => row.some((cell) => cell.trim() !== "")));
  const columns = filled.reduce((most, row) => Math.max(most, row.length), 0);
  const rows = filled.map((row) => tableRow(row, columns));
  const first = table.header ? rows[0] : tableRow([], columns);
  if (first === undefined || columns === 0) return [];
  const caption = table.caption === undefined ? "" : tidyLines(table.caption);
  const head = `${caption === "" ? "" : `${escapeStructure(caption)}\n\n`}${first}\n|${" --- |".repeat(columns)}`;
  const body = table.header ? rows.slice(1) : rows;
  if (body.length === 0) return [piece("", head)];
  const whole = readingLength(head) + body.reduce((sum, row) => sum + readingLength(row), 0);
  const room =
    whole <= longestTable ? whole : Math.max(longestPassage - readingLength(head), longestPassage / 2);
  return gather(body, "\n", room).map((part, index) =>
    piece(index === 0 ? "" : "\n\n", `${head}\n${part.text}`),
  );
}

/** The Markdown of a block, in pieces in order; none for a block without text. Linear in the size of the block. */
export function renderBlock(block: ContentBlock): readonly Piece[] {
  switch (block.type) {
    case "paragraph":
      return paragraphPieces(block.text);
    case "quote":
      return quotePieces(block.text);
    case "code":
      return codePieces(block.text, block.language);
    case "list":
      return listPieces(block.items);
    case "table":
      return tablePieces(block);
    default:
      return block satisfies never;
  }
}
