import createParser, { type Token } from "markdown-it";
import type { Block, ListItem } from "../block.ts";
import { findClauseStart } from "../clause.ts";
import type { Link } from "../document.ts";
import { stripTags } from "../html/strip-tags.ts";
import { joinWrapped } from "./text-blocks.ts";

export interface MarkdownContent {
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  /** Characters in HTML comments. */
  readonly hiddenCharacters: number;
}

const parser = createParser({ html: true, linkify: false, typographer: false });

interface Inline {
  readonly text: string;
  readonly lines: readonly string[];
}

class BlockReader {
  readonly blocks: Block[] = [];
  readonly links: Link[] = [];
  hiddenCharacters = 0;
  readonly #resolve: (href: string) => string | undefined;
  readonly #tokens: readonly Token[];
  #lists: { ordered: boolean; next: number }[] = [];
  #items: ListItem[] = [];
  #itemOpen = false;
  #quoteDepth = 0;
  #quote: string[] = [];

  constructor(tokens: readonly Token[], resolve: (href: string) => string | undefined) {
    this.#tokens = tokens;
    this.#resolve = resolve;
  }

  /** Inline tokens as plain text, by source line. */
  #inline(token: Token | undefined): Inline {
    const lines: string[] = [""];
    let link: { url: string | undefined; text: string } | undefined;
    for (const child of token?.children ?? []) {
      if (child.type === "text" || child.type === "code_inline") {
        lines[lines.length - 1] += child.content;
        if (link !== undefined) link.text += child.content;
      } else if (child.type === "softbreak" || child.type === "hardbreak") lines.push("");
      else if (child.type === "link_open")
        link = { url: this.#resolve(String(child.attrGet("href") ?? "")), text: "" };
      else if (child.type === "link_close") {
        if (link?.url !== undefined && link.text.trim() !== "")
          this.links.push({ text: link.text.trim(), url: link.url });
        link = undefined;
      } else if (child.type === "html_inline") {
        if (child.content.startsWith("<!--")) this.hiddenCharacters += child.content.length - 7;
        else if (/^<br\b/i.test(child.content)) lines.push("");
      }
    }
    return { text: joinWrapped(lines.filter((line) => line.trim() !== "")), lines };
  }

  #closeList(): void {
    if (this.#items.length > 0) this.blocks.push({ type: "list", items: this.#items });
    this.#items = [];
    this.#itemOpen = false;
  }

  #addParagraph(inline: Inline): void {
    if (inline.text.trim() === "") return;
    if (this.#quoteDepth > 0) this.#quote.push(inline.text);
    else if (this.#lists.length > 0) this.#addItemText(inline.text);
    else {
      let open: string[] = [];
      const flush = (): void => {
        if (open.length > 0) this.blocks.push({ type: "paragraph", text: joinWrapped(open) });
        open = [];
      };
      for (const line of inline.lines) {
        if (findClauseStart(line) !== undefined) flush();
        if (line.trim() !== "") open.push(line);
      }
      flush();
    }
  }

  #addItemText(text: string): void {
    const last = this.#items.at(-1);
    if (this.#itemOpen && last !== undefined) {
      this.#items[this.#items.length - 1] = { ...last, text: `${last.text}\n${text}` };
      return;
    }
    const list = this.#lists.at(-1);
    const marker = list?.ordered === true ? { marker: `${list.next}.` } : {};
    this.#items.push({ text, depth: Math.max(0, this.#lists.length - 1), ...marker });
    this.#itemOpen = true;
  }

  #addHtml(content: string): void {
    const visible = content.replace(/<!--[^]*?(?:-->|$)/g, (comment) => {
      this.hiddenCharacters += Math.max(0, comment.length - 7);
      return "";
    });
    for (const text of stripTags(visible)) this.#addParagraph({ text, lines: [text] });
  }

  #readTable(start: number): number {
    const rows: string[][] = [];
    let at = start + 1;
    for (; at < this.#tokens.length && this.#tokens[at]?.type !== "table_close"; at += 1) {
      const token = this.#tokens[at];
      if (token?.type === "tr_open") rows.push([]);
      else if (token?.type === "inline") rows.at(-1)?.push(this.#inline(token).text);
    }
    this.blocks.push({ type: "table", rows, header: rows[0]?.some((cell) => cell !== "") ?? false });
    return at;
  }

  #addHeading(at: number): number {
    const { text } = this.#inline(this.#tokens[at + 1]);
    this.#closeList();
    const level = Number(this.#tokens[at]?.tag.slice(1) ?? 1);
    if (text.trim() !== "") this.blocks.push({ type: "heading", level, text });
    return at + 1;
  }

  #addCode({ info, content }: Token): void {
    this.#closeList();
    const language = info.trim().split(/\s+/)[0] ?? "";
    this.blocks.push({ type: "code", text: content, ...(language === "" ? {} : { language }) });
  }

  #openList(token: Token): void {
    this.#lists.push({
      ordered: token.type === "ordered_list_open",
      next: Number(token.attrGet("start") ?? 1),
    });
    this.#itemOpen = false;
  }

  #endList(): void {
    this.#lists.pop();
    if (this.#lists.length === 0) this.#closeList();
  }

  #endItem(): void {
    const list = this.#lists.at(-1);
    if (list !== undefined) list.next += 1;
    this.#itemOpen = false;
  }

  #openQuote(): void {
    if (this.#quoteDepth === 0 && this.#lists.length === 0) this.#closeList();
    this.#quoteDepth += 1;
  }

  #endQuote(): void {
    this.#quoteDepth -= 1;
    if (this.#quoteDepth > 0 || this.#quote.length === 0) return;
    this.#closeList();
    this.blocks.push({ type: "quote", text: this.#quote.join("\n") });
    this.#quote = [];
  }

  /** Reads the token at `at` and returns the last one that has been read with it. */
  #readToken(token: Token, at: number): number {
    if (token.type === "heading_open") return this.#addHeading(at);
    if (token.type === "table_open") {
      this.#closeList();
      return this.#readTable(at);
    }
    if (token.type === "inline") this.#addParagraph(this.#inline(token));
    else if (token.type === "html_block") this.#addHtml(token.content);
    else if (token.type === "fence" || token.type === "code_block") this.#addCode(token);
    else if (token.type === "bullet_list_open" || token.type === "ordered_list_open") this.#openList(token);
    else if (token.type === "bullet_list_close" || token.type === "ordered_list_close") this.#endList();
    else if (token.type === "list_item_open") this.#itemOpen = false;
    else if (token.type === "list_item_close") this.#endItem();
    else if (token.type === "blockquote_open") this.#openQuote();
    else if (token.type === "blockquote_close") this.#endQuote();
    return at;
  }

  /** Everything below the outermost list or quote is collected into it; a table or listing inside a list ends it. */
  read(): MarkdownContent {
    for (let at = 0; at < this.#tokens.length; at += 1) {
      const token = this.#tokens[at];
      if (token !== undefined) at = this.#readToken(token, at);
    }
    this.#closeList();
    return { blocks: this.blocks, links: this.links, hiddenCharacters: this.hiddenCharacters };
  }
}

/** Blocks and links of CommonMark with tables; emphasis and link marks are taken off, comments dropped and counted. */
export function markdownToBlocks(
  text: string,
  resolve: (href: string) => string | undefined,
): MarkdownContent {
  return new BlockReader(parser.parse(text, {}), resolve).read();
}
