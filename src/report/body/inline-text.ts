import type { Block, Inline, Span } from "./body.ts";

/** The mark a citation leaves in the text that is split into sentences, so that it stays with its sentence. */
function citationMark(ids: readonly string[]): string {
  return `\\cite{${ids.join(",")}}`;
}

/** Two spaces before the line end: a line break that also ends a sentence. */
const hardBreak = "  \n";

/** The characters of inline content, citations written as `\cite{…}`; offsets into it address `sliceInlines`. */
export function markedText(inlines: readonly Inline[]): string {
  return inlines.map(markedTextOf).join("");
}

function markedTextOf(inline: Inline): string {
  switch (inline.type) {
    case "text":
    case "code":
      return inline.text;
    case "break":
      return hardBreak;
    case "citation":
      return citationMark(inline.ids);
    case "strong":
    case "emphasis":
    case "strike":
    case "link":
      return markedText(inline.children);
    default:
      return inline satisfies never;
  }
}

/** The characters a reader sees, without citations. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map(plainTextOf).join("");
}

function plainTextOf(inline: Inline): string {
  switch (inline.type) {
    case "citation":
      return "";
    case "text":
    case "code":
      return inline.text;
    case "break":
      return "\n";
    case "strong":
    case "emphasis":
    case "strike":
    case "link":
      return plainText(inline.children);
    default:
      return inline satisfies never;
  }
}

/** The ids cited in inline content, in order, each once. */
export function citedIds(inlines: readonly Inline[]): readonly string[] {
  const ids = inlines.flatMap((inline) => {
    if (inline.type === "citation") return inline.ids;
    return "children" in inline ? citedIds(inline.children) : [];
  });
  return [...new Set(ids)];
}

/** The part between two offsets of `markedText`; a citation goes whole to the part in which it starts. */
export function sliceInlines(inlines: readonly Inline[], from: number, to: number): readonly Inline[] {
  const parts: Inline[] = [];
  let position = 0;
  for (const inline of inlines) {
    const length = markedTextOf(inline).length;
    const start = Math.max(0, from - position);
    const end = Math.min(length, to - position);
    const part = start < end ? sliceInline(inline, { start, end, length }) : undefined;
    if (part !== undefined) parts.push(part);
    position += length;
  }
  return parts;
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

function sliceInline(inline: Inline, { start, end, length }: Range): Inline | undefined {
  if (start === 0 && end === length) return inline;
  switch (inline.type) {
    case "text":
    case "code":
      return { ...inline, text: inline.text.slice(start, end) };
    case "citation":
    case "break":
      return start === 0 ? inline : undefined;
    case "strong":
    case "emphasis":
    case "strike":
    case "link":
      return { ...inline, children: sliceInlines(inline.children, start, end) };
    default:
      return inline satisfies never;
  }
}

/** The inline content of all spans together. */
export function spanInlines(spans: readonly Span[]): readonly Inline[] {
  return spans.flatMap((span) => span.children);
}

/** Every inline list of a block and of the blocks inside it, in reading order. */
export function inlinesOf(block: Block): readonly (readonly Inline[])[] {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return block.content.map((span) => span.children);
    case "list":
      return block.items.flat().flatMap(inlinesOf);
    case "quote":
      return block.children.flatMap(inlinesOf);
    case "table":
      return [...block.header, ...block.rows.flatMap((row) => row.cells)];
    case "code":
    case "rule":
      return [];
    default:
      return block satisfies never;
  }
}
