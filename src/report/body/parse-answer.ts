import createParser, { type Token } from "markdown-it";
import readChineseEmphasis from "markdown-it-cjk-friendly";
import { present } from "../../core/present.ts";
import type { Alignment, Block, Inline, Span } from "./body.ts";
import { citationSyntax, unifyCitations, withoutCitations } from "./citation-syntax.ts";

/**
 * Parses raw HTML so that it can be left out: tags have no node in the tree, so none can reach a reader.
 * Link and image targets are judged later by `keepKnownLinks`.
 */
const parser = createParser({ html: true, linkify: false }).use(readChineseEmphasis).use(citationSyntax);
parser.validateLink = () => true;

/** Control, bidirectional-override and tag characters: they only ever serve to deceive. */
const deceptive = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Reads a policy's Markdown answer into blocks. Never throws. Raw HTML and images are dropped, their text
 * kept; citations become nodes with the ids as written.
 */
export function parseAnswer(markdown: string): readonly Block[] {
  const clean = markdown
    .replace(/\r\n?/g, "\n")
    .replace(deceptive, (mark) => ("\n\t".includes(mark) ? mark : ""));
  const cursor = new Cursor(parser.parse(unifyCitations(clean), {}));
  return readBlocks(cursor, undefined);
}

class Cursor {
  readonly tokens: readonly Token[];
  position = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  next(): Token | undefined {
    const token = this.tokens[this.position];
    this.position += 1;
    return token;
  }
}

/** Reads until the closing token of the given type, which is consumed. */
function readBlocks(cursor: Cursor, closing: string | undefined): readonly Block[] {
  const blocks: Block[] = [];
  for (let token = cursor.next(); token !== undefined; token = cursor.next()) {
    if (token.type === closing) break;
    const block = readBlock(cursor, token);
    if (block !== undefined) blocks.push(block);
  }
  return blocks;
}

function readBlock(cursor: Cursor, token: Token): Block | undefined {
  switch (token.type) {
    case "heading_open":
      return {
        type: "heading",
        level: Number(token.tag.slice(1)),
        content: readLeaf(cursor, "heading_close"),
      };
    case "paragraph_open": {
      const content = readLeaf(cursor, "paragraph_close");
      return content.length === 0 ? undefined : { type: "paragraph", content };
    }
    case "bullet_list_open":
    case "ordered_list_open":
      return readList(cursor, token);
    case "blockquote_open":
      return { type: "quote", children: readBlocks(cursor, "blockquote_close") };
    case "table_open":
      return readTable(cursor);
    case "fence":
    case "code_block": {
      const language = /^[\w+#.-]{1,20}/.exec(token.info)?.[0];
      const text = withoutCitations(token.content).replace(/\n$/, "");
      return { type: "code", text, ...present({ language }) };
    }
    case "hr":
      return { type: "rule" };
    case "html_block":
      return htmlBlock(token.content);
    default:
      return undefined;
  }
}

function readLeaf(cursor: Cursor, closing: string): readonly Span[] {
  const children: Inline[] = [];
  for (let token = cursor.next(); token !== undefined && token.type !== closing; token = cursor.next()) {
    children.push(...readInlines(token.children ?? []));
  }
  return children.length === 0 ? [] : [{ children }];
}

function readList(cursor: Cursor, open: Token): Block {
  const ordered = open.type === "ordered_list_open";
  const closing = ordered ? "ordered_list_close" : "bullet_list_close";
  const items: (readonly Block[])[] = [];
  for (let token = cursor.next(); token !== undefined && token.type !== closing; token = cursor.next()) {
    if (token.type === "list_item_open") items.push(readBlocks(cursor, "list_item_close"));
  }
  return { type: "list", ordered, start: Number(open.attrGet("start") ?? 1), items };
}

function readTable(cursor: Cursor): Block {
  const rows: (readonly Inline[])[][] = [];
  const alignments: Alignment[] = [];
  let cells: (readonly Inline[])[] = [];
  for (
    let token = cursor.next();
    token !== undefined && token.type !== "table_close";
    token = cursor.next()
  ) {
    if (token.type === "tr_open") cells = [];
    if (token.type === "tr_close") rows.push(cells);
    if (token.type === "th_open") alignments.push(alignmentOf(token));
    if (token.type === "inline") cells.push(readInlines(token.children ?? []));
  }
  const [header = [], ...body] = rows;
  return { type: "table", alignments, header, rows: body.map((row) => ({ cells: row })) };
}

function alignmentOf(token: Token): Alignment {
  const style = String(token.attrGet("style") ?? "");
  return (["left", "center", "right"] as const).find((side) => style.endsWith(side)) ?? "none";
}

/** Text of a block of HTML, without its tags and without what browsers do not show. */
function htmlBlock(html: string): Block | undefined {
  const text = html
    .replace(/<(script|style|template|iframe|svg|math|noscript)\b[^]*?(?:<\/\1\s*>|$)/gi, "")
    .replace(/<!--[^]*?(?:-->|$)|<[!?/]?[a-zA-Z][^>]*(?:>|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const inline = text === "" ? [] : readInlines(parser.parseInline(text, {})[0]?.children ?? []);
  return inline.length === 0 ? undefined : { type: "paragraph", content: [{ children: inline }] };
}

/** Inline tokens as a tree. Adjacent text is one node. */
function readInlines(tokens: readonly Token[]): readonly Inline[] {
  const stack: Inline[][] = [[]];
  const links: string[] = [];
  const add = (inline: Inline): void => {
    const list = stack.at(-1) ?? [];
    const last = list.at(-1);
    if (inline.type === "text" && last?.type === "text") {
      list[list.length - 1] = { type: "text", text: last.text + inline.text };
    } else if (inline.type !== "text" || inline.text !== "") list.push(inline);
  };
  for (const token of tokens) {
    if (token.nesting === 1) {
      stack.push([]);
      if (token.type === "link_open") links.push(String(token.attrGet("href") ?? ""));
    } else if (token.nesting === -1 && stack.length > 1) {
      const children = stack.pop() ?? [];
      const nested = closeInline(token.type, children, token.type === "link_close" ? links.pop() : undefined);
      for (const inline of nested) add(inline);
    } else {
      const leaf = leafInline(token);
      if (leaf !== undefined) add(leaf);
    }
  }
  return joinWrappedLines(stack.flat());
}

function closeInline(type: string, children: readonly Inline[], url: string | undefined): readonly Inline[] {
  if (children.length === 0) return [];
  if (type === "strong_close") return [{ type: "strong", children }];
  if (type === "em_close") return [{ type: "emphasis", children }];
  if (type === "s_close") return [{ type: "strike", children }];
  if (type === "link_close") return [{ type: "link", url: url ?? "", children }];
  return children;
}

function leafInline(token: Token): Inline | undefined {
  switch (token.type) {
    case "text":
    case "text_special":
      return { type: "text", text: token.content };
    case "code_inline":
      return { type: "code", text: withoutCitations(token.content) };
    case "citation":
      return { type: "citation", ids: idsOf(token) };
    case "softbreak":
      return { type: "text", text: "\n" };
    case "hardbreak":
      return { type: "break" };
    case "html_inline":
      return /^<br\s*\/?>$/i.test(token.content) ? { type: "break" } : undefined;
    case "image":
      return { type: "text", text: token.content };
    default:
      return undefined;
  }
}

function idsOf(token: Token): readonly string[] {
  const ids = token.meta?.["ids"];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}

const wideLineEnd = /(?<=[\p{Script=Han}，。；：、！？）」』”])\s*\n\s*(?=[\p{Script=Han}（「『“])/gu;

/** A wrapped line goes on with a space, or without one between Chinese characters. */
function joinWrappedLines(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.map((inline) =>
    inline.type === "text" && inline.text.includes("\n")
      ? { ...inline, text: inline.text.replace(wideLineEnd, "").replace(/\s*\n\s*/g, " ") }
      : inline,
  );
}
