import type { Block, ListItem } from "../block.ts";
import type { Leaf } from "./leaf.ts";
import type { HtmlElement } from "./tree.ts";

interface OpenList {
  readonly list: HtmlElement;
  readonly items: { element: HtmlElement; item: ListItem }[];
}

interface OpenQuote {
  readonly quote: HtmlElement;
  readonly lines: string[];
}

/** Puts leaves back together: items to lists, paragraphs of one quotation to a quote. */
export function toBlocks(leaves: readonly Leaf[]): readonly Block[] {
  const blocks: Block[] = [];
  let list: OpenList | undefined;
  let quote: OpenQuote | undefined;

  const close = (): void => {
    if (list !== undefined) blocks.push({ type: "list", items: list.items.map(({ item }) => item) });
    if (quote !== undefined) blocks.push({ type: "quote", text: quote.lines.join("\n") });
    list = undefined;
    quote = undefined;
  };

  const addItem = (text: string, place: NonNullable<Leaf["item"]>): void => {
    if (list?.list !== place.list) {
      close();
      list = { list: place.list, items: [] };
    }
    const last = list.items.at(-1);
    if (last?.element === place.element) {
      last.item = { ...last.item, text: `${last.item.text}\n${text}` };
      return;
    }
    const marker = place.marker === undefined ? {} : { marker: place.marker };
    list.items.push({ element: place.element, item: { text, depth: place.depth, ...marker } });
  };

  for (const leaf of leaves) {
    if (leaf.type === "text" && leaf.quote !== undefined) {
      if (quote?.quote !== leaf.quote) {
        close();
        quote = { quote: leaf.quote, lines: [] };
      }
      quote.lines.push(leaf.item === undefined ? leaf.text : `${leaf.item.marker ?? "-"} ${leaf.text}`);
      continue;
    }
    if (leaf.type === "text" && leaf.item !== undefined) {
      addItem(leaf.text, leaf.item);
      continue;
    }
    close();
    if (leaf.type === "heading") blocks.push({ type: "heading", level: leaf.level, text: leaf.text });
    else if (leaf.type === "text") blocks.push({ type: "paragraph", text: leaf.text });
    else if (leaf.type === "code") {
      const { text, language } = leaf;
      blocks.push({ type: "code", text, ...(language === undefined ? {} : { language }) });
    } else {
      const { rows, header, caption } = leaf;
      blocks.push({ type: "table", rows, header, ...(caption === undefined ? {} : { caption }) });
    }
  }
  close();
  return blocks;
}
