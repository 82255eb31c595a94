import type { Block, Inline, Span } from "./body.ts";

export type InlineMapper = (inlines: readonly Inline[]) => readonly Inline[];

/** The same blocks with every inline list mapped; nested content is the mapper's business. */
export function mapInlines(blocks: readonly Block[], map: InlineMapper): readonly Block[] {
  const mapSpans = (spans: readonly Span[]): readonly Span[] =>
    spans.map((span) => ({ ...span, children: map(span.children) }));
  return blocks.map((block): Block => {
    switch (block.type) {
      case "heading":
      case "paragraph":
        return { ...block, content: mapSpans(block.content) };
      case "list":
        return { ...block, items: block.items.map((item) => mapInlines(item, map)) };
      case "quote":
        return { ...block, children: mapInlines(block.children, map) };
      case "table":
        return {
          ...block,
          header: block.header.map(map),
          rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(map) })),
        };
      case "code":
      case "rule":
        return block;
      default:
        return block satisfies never;
    }
  });
}
