import mammoth from "mammoth";
import { errorMessage } from "../../core/errors.ts";
import type { Block } from "../block.ts";
import { buildDocument } from "../build-document.ts";
import type { Link, ParseHints, ParseOutcome } from "../document.ts";
import { collectLeaves } from "../html/collect-leaves.ts";
import { toBlocks } from "../html/to-blocks.ts";
import { parseTree } from "../html/tree.ts";
import { findHeader } from "../table/find-header.ts";
import { entryText, readZip, storeZip } from "../zip/read-zip.ts";
import { readOfficeProperties } from "../zip/read-office-properties.ts";
import { prepareStory } from "./prepare-story.ts";

const mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const stories = /^word\/(?:document|footnotes|endnotes)\d*\.xml$/;
/** Styles that mammoth does not know by itself; names as Word stores them, whatever its language. */
const styleMap = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  "p[style-name='Code'] => pre:separator('\\n')",
  "p[style-name='Source Code'] => pre:separator('\\n')",
  "p[style-name='Preformatted Text'] => pre:separator('\\n')",
];
/** First bytes of a compound file, in which Office puts an encrypted document whole. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0];

type Failure = Extract<ParseOutcome, { readonly type: "failure" }>;

interface Prepared {
  readonly archive: Uint8Array;
  readonly entries: ReadonlyMap<string, Uint8Array>;
  readonly hiddenCharacters: number;
}

/** The parts of the file that are text, unpacked and cleaned; pictures, fonts and programs stay behind. */
function prepare(bytes: Uint8Array): Prepared | Failure {
  const unzipped = readZip(
    bytes,
    (name) => /\.(?:xml|rels)$/i.test(name) && !/^(?:customXml|word\/theme)\//.test(name),
  );
  if (unzipped.type === "failure") return unzipped;
  const entries = new Map(unzipped.entries);
  let hiddenCharacters = 0;
  for (const [name, entry] of entries) {
    if (!stories.test(name)) continue;
    const story = prepareStory(new TextDecoder().decode(entry));
    hiddenCharacters += story.hiddenCharacters;
    entries.set(name, new TextEncoder().encode(story.xml));
  }
  return { archive: storeZip(entries), entries, hiddenCharacters };
}

async function toHtml(archive: Uint8Array): Promise<string> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength) },
    {
      styleMap,
      convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
      externalFileAccess: false,
    },
  );
  // The way back from a note to its reference is for clicking, not for reading.
  return value.replace(/ ?<a href="#(?:foot|end)note-ref-[^"]*">[^<]*<\/a>/g, "");
}

/** With a title of its own, the headings of a document are one level lower. Few tables mark their header row. */
function finishBlocks(blocks: readonly Block[], hasTitle: boolean): readonly Block[] {
  const title = hasTitle ? blocks.find((block) => block.type === "heading") : undefined;
  return blocks.map((block) => {
    if (block.type === "table") return { ...block, header: block.header || findHeader(block.rows) };
    const isLowered = block.type === "heading" && title !== undefined && block !== title;
    return isLowered ? { ...block, level: block.level + 1 } : block;
  });
}

function linksOf(links: readonly Link[]): readonly Link[] {
  return [...new Map(links.map((link) => [`${link.url}\n${link.text}`, link])).values()];
}

/**
 * Reads a Word document (OOXML): headings, lists, tables, quotations, footnotes, formulas as lines of text,
 * and the properties. Tracked deletions, comments and text that is not shown are left out. Never throws.
 */
export async function parseDocx(bytes: Uint8Array, _hints: ParseHints): Promise<ParseOutcome> {
  if (bytes.length === 0) return { type: "failure", code: "EMPTY", message: "The file is empty." };
  if (compoundFile.every((byte, at) => bytes[at] === byte)) {
    return {
      type: "failure",
      code: "ENCRYPTED",
      message: "The document is protected by a password, or not OOXML.",
    };
  }
  const prepared = prepare(bytes);
  if ("type" in prepared) return prepared;
  if (entryText(prepared.entries, "[Content_Types].xml") === undefined) {
    return { type: "failure", code: "CORRUPT", message: "The archive holds no Word document." };
  }
  try {
    const html = await toHtml(prepared.archive);
    const leaves = collectLeaves(parseTree(html).root, {
      resolve: (href) => (/^https?:/i.test(href) ? href : undefined),
    });
    const hasTitle = html.includes('<h1 class="title">');
    const blocks = finishBlocks(toBlocks(leaves), hasTitle);
    if (blocks.length === 0) return { type: "failure", code: "EMPTY", message: "The document has no text." };
    const heading = hasTitle ? blocks.find((block) => block.type === "heading") : undefined;
    const properties = readOfficeProperties(prepared.entries, heading?.text);
    const document = buildDocument(blocks, {
      ...properties.metadata,
      mediaType,
      links: linksOf(leaves.flatMap((leaf) => leaf.links)),
      hiddenCharacters: prepared.hiddenCharacters,
      warnings: properties.warnings,
    });
    return { type: "document", document };
  } catch (error) {
    return {
      type: "failure",
      code: "CORRUPT",
      message: `Not a readable Word document: ${errorMessage(error)}`,
    };
  }
}
