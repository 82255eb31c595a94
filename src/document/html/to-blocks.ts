import type { Block, ListItem } from "../block.ts";
import type { ItemPlace, Leaf } from "./leaf.ts";
import type { HtmlElement } from "./tree.ts";

interface OpenList {
  readonly list: HtmlElement;
  readonly items: { element: HtmlElement; item: ListItem }[];
}

interface OpenQuote {
  readonly quote: HtmlElement;
  readonly lines: string[];
}

/** A leaf that is a block by itself. */
function blockOf(leaf: Leaf): Block {
  switch (leaf.type) {
    case "text":
      return { type: "paragraph", text: leaf.text };
    case "heading":
      return { type: "heading", level: leaf.level, text: leaf.text };
    case "code":
      return {
        type: "code",
        text: leaf.text,
        ...(leaf.language === undefined ? {} : { language: leaf.language }),
      };
    case "table": {
      const { rows, header, caption } = leaf;
      return { type: "table", rows, header, ...(caption === undefined ? {} : { caption }) };
    }
    default:
      return leaf satisfies never;
  }
}

class BlockBuilder {
  readonly blocks: Block[] = [];
  #list: OpenList | undefined;
  #quote: OpenQuote | undefined;

  add(leaf: Leaf): void {
    if (leaf.type === "text" && leaf.quote !== undefined) this.#addQuoted(leaf, leaf.quote);
    else if (leaf.type === "text" && leaf.item !== undefined) this.#addItem(leaf.text, leaf.item);
    else {
      this.close();
      this.blocks.push(blockOf(leaf));
    }
  }

  close(): void {
    if (this.#list !== undefined)
      this.blocks.push({ type: "list", items: this.#list.items.map(({ item }) => item) });
    if (this.#quote !== undefined) this.blocks.push({ type: "quote", text: this.#quote.lines.join("\n") });
    this.#list = undefined;
    this.#quote = undefined;
  }

  #addQuoted(leaf: Leaf, quote: HtmlElement): void {
    if (this.#quote?.quote !== quote) {
      this.close();
      this.#quote = { quote, lines: [] };
    }
    this.#quote.lines.push(leaf.item === undefined ? leaf.text : `${leaf.item.marker ?? "-"} ${leaf.text}`);
  }

  #addItem(text: string, { list, element, depth, marker }: ItemPlace): void {
    if (this.#list?.list !== list) {
      this.close();
      this.#list = { list, items: [] };
    }
    const last = this.#list.items.at(-1);
    if (last?.element === element) last.item = { ...last.item, text: `${last.item.text}\n${text}` };
    else
      this.#list.items.push({ element, item: { text, depth, ...(marker === undefined ? {} : { marker }) } });
  }
}

/** Puts leaves back together: items to lists, paragraphs of one quotation to a quote. */
export function toBlocks(leaves: readonly Leaf[]): readonly Block[] {
  const builder = new BlockBuilder();
  for (const leaf of leaves) builder.add(leaf);
  builder.close();
  return builder.blocks;
}
