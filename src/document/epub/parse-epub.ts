import type { Block } from "../block.ts";
import { buildDocument } from "../build-document.ts";
import { decodeText } from "../charset.ts";
import type { Link, ParseHints, ParseOutcome } from "../document.ts";
import { collectLeaves } from "../html/collect-leaves.ts";
import { removeHidden } from "../html/remove-hidden.ts";
import { toBlocks } from "../html/to-blocks.ts";
import { parseTree } from "../html/tree.ts";
import { readXml } from "../zip/read-xml.ts";
import { entryText, readZip } from "../zip/read-zip.ts";
import { packageName, readPackage } from "./read-package.ts";

const mediaType = "application/epub+zip";
/** Font obfuscation (EPUB OCF 3.3, 4) is no protection of the text. */
const fontAlgorithm = /idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC/;

interface Chapter {
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  readonly hiddenCharacters: number;
}

/** Whether the text of a book is encrypted, as digital rights management does. */
function isProtected(encryption: string | undefined): boolean {
  if (encryption === undefined) return false;
  const methods = readXml(encryption).filter(({ name }) => name.endsWith("EncryptionMethod"));
  return methods.some(({ attributes }) => !fontAlgorithm.test(attributes["Algorithm"] ?? ""));
}

function readChapter(bytes: Uint8Array): Chapter {
  const tree = parseTree(decodeText(bytes).text);
  const hiddenCharacters = removeHidden(tree);
  const leaves = collectLeaves(tree.root, { resolve: (href) => (/^https?:/i.test(href) ? href : undefined) });
  return { blocks: toBlocks(leaves), links: leaves.flatMap((leaf) => leaf.links), hiddenCharacters };
}

/**
 * Reads an EPUB 2 or 3: the chapters in the order of the spine, and the metadata of the package. A book whose
 * text is protected is `ENCRYPTED`; chapters that are missing are named in a warning. Never throws.
 */
export async function parseEpub(bytes: Uint8Array, _hints: ParseHints): Promise<ParseOutcome> {
  if (bytes.length === 0) return { type: "failure", code: "EMPTY", message: "The file is empty." };
  const unzipped = readZip(bytes, (name) => /\.(?:x?html?|opf|xml|ncx)$/i.test(name));
  if (unzipped.type === "failure") return unzipped;
  const { entries } = unzipped;
  if (isProtected(entryText(entries, "META-INF/encryption.xml"))) {
    return { type: "failure", code: "ENCRYPTED", message: "The text of the book is protected." };
  }
  const name = packageName(entryText(entries, "META-INF/container.xml") ?? "");
  const packageXml = name === undefined ? undefined : entryText(entries, name);
  if (name === undefined || packageXml === undefined) {
    return {
      type: "failure",
      code: "CORRUPT",
      message: "The archive holds no book: its package document is missing.",
    };
  }
  const { metadata, spine } = readPackage(packageXml, name);
  const missing = spine.filter((file) => !entries.has(file));
  const chapters = spine.flatMap((file) => {
    const entry = entries.get(file);
    return entry === undefined ? [] : [readChapter(entry)];
  });
  const blocks = chapters.flatMap((chapter) => chapter.blocks);
  if (blocks.length === 0) return { type: "failure", code: "EMPTY", message: "The book has no text." };
  const links = new Map(
    chapters.flatMap((chapter) => chapter.links).map((link) => [`${link.url}\n${link.text}`, link]),
  );
  const document = buildDocument(blocks, {
    ...metadata,
    mediaType,
    links: [...links.values()],
    hiddenCharacters: chapters.reduce((sum, chapter) => sum + chapter.hiddenCharacters, 0),
    warnings: missing.length === 0 ? [] : [`Missing from the book: ${missing.slice(0, 10).join(", ")}.`],
  });
  return { type: "document", document };
}
