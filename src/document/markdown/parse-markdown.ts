import { present } from "../../core/present.ts";
import type { Block } from "../block.ts";
import { buildDocument } from "../build-document.ts";
import type { DocumentMetadata, ParseHints, ParseOutcome } from "../document.ts";
import { versionDate } from "../promulgation.ts";
import { readFrontMatter } from "./front-matter.ts";
import { markdownToBlocks } from "./markdown-blocks.ts";

function titleOf(blocks: readonly Block[]): string | undefined {
  const first = blocks.find((block) => block.type === "heading");
  return first?.type === "heading" && first.level === 1 ? first.text : undefined;
}

/** Reads decoded Markdown into a document: CommonMark with tables and simple front matter. Never throws. */
export function parseMarkdown(text: string, hints: ParseHints): ParseOutcome {
  const { metadata, rest } = readFrontMatter(text);
  const resolve = (href: string): string | undefined => {
    if (href === "" || href.startsWith("#") || /^(?:javascript|data|vbscript):/i.test(href)) return undefined;
    return URL.parse(href, hints.baseUrl)?.href ?? href;
  };
  const { blocks, links, hiddenCharacters } = markdownToBlocks(rest, resolve);
  if (blocks.length === 0) return { type: "failure", code: "EMPTY", message: "The file has no text." };
  const title = metadata.title ?? titleOf(blocks);
  const published = metadata.published ?? versionDate(blocks, hints.name);
  const known: DocumentMetadata = {
    ...metadata,
    ...present({ title, published }),
  };
  const document = buildDocument(blocks, { ...known, mediaType: "text/markdown", links, hiddenCharacters });
  return { type: "document", document };
}
