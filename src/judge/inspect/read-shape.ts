import { addressesInText } from "../../core/addresses-in-text.ts";
import { present } from "../../core/present.ts";
import type { Block } from "../../document/block.ts";
import { detectLanguage } from "../../document/language.ts";
import { markdownToBlocks } from "../../document/markdown/markdown-blocks.ts";

/** A report's outward form, whatever it says. */
export interface ReportShape {
  readonly blocks: readonly Block[];
  /** BCP 47 primary tag; absent for a text without letters. */
  readonly language?: string;
  /** Words of alphabetic scripts and Chinese characters together. */
  readonly words: number;
  readonly headings: readonly { readonly level: number; readonly text: string }[];
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly listItems: number;
  /** Share of the words that stand in lists. */
  readonly listShare: number;
  readonly paragraphs: number;
  /** Different addresses of the web. */
  readonly urls: readonly string[];
  /** Numbers that citation marks such as `[3]` or `[2a]` stand for, each once, in order. */
  readonly marks: readonly string[];
}

/** Counts words of alphabetic scripts and Chinese characters. */
export function countWords(text: string): number {
  return (
    text.match(
      /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:['’-](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu,
    )?.length ?? 0
  );
}

/** Reads the form of a report in Markdown; front matter is no part of it. Never throws. */
export function readShape(markdown: string): ReportShape {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, "");
  const { blocks } = markdownToBlocks(body, (href) => href);
  const words = countWords(blocks.map(blockText).join("\n"));
  const lists = blocks.filter((block) => block.type === "list");
  const language = detectLanguage(body);
  return {
    blocks,
    words,
    ...present({ language }),
    headings: blocks.flatMap((block) =>
      block.type === "heading" ? [{ level: block.level, text: block.text }] : [],
    ),
    tables: blocks.flatMap((block) => (block.type === "table" ? [block.rows] : [])),
    listItems: lists.reduce((sum, { items }) => sum + items.length, 0),
    listShare: words === 0 ? 0 : countWords(lists.map(blockText).join("\n")) / words,
    paragraphs: blocks.filter(({ type }) => type === "paragraph").length,
    urls: addressesInText(body),
    marks: [...new Set(marksOf(body))],
  };
}

function blockText(block: Block): string {
  if (block.type === "list") return block.items.map(({ text }) => text).join("\n");
  if (block.type === "table") return block.rows.map((row) => row.join(" ")).join("\n");
  return block.text;
}

function marksOf(body: string): readonly string[] {
  return [
    ...body.matchAll(/(?<![\]\\\w])\[(\d{1,3}[a-z]?(?:\s*[,，–-]\s*\d{1,3}[a-z]?)*)\](?!\(|:)/g),
  ].flatMap(([, list = ""]) => list.split(/\s*[,，–-]\s*/));
}
