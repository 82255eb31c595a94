import type { Block } from "./block.ts";
import { findClauseNumbering } from "./clause.ts";
import { createPassageDivider, type PlacedPiece } from "./divide-passages.ts";
import { detectLanguage, detectLanguageSurely } from "./language.ts";
import type { DocumentMetadata, Link, ParsedDocument } from "./document.ts";
import { cleanText, readingLength, singleLine } from "./normalise.ts";
import { type ContentBlock, renderBlock } from "./render-block.ts";
import { findTitleHeading } from "./title-heading.ts";

/** What a parser knows beside the blocks. */
export interface BuildMetadata extends DocumentMetadata {
  readonly mediaType: string;
  readonly links?: readonly Link[];
  readonly pageCount?: number;
  /** Characters the parser has dropped already; those dropped here are added. */
  readonly hiddenCharacters?: number;
  readonly warnings?: readonly string[];
}

type Heading = Extract<Block, { readonly type: "heading" }>;

/** Cleans strings of invisible characters and keeps count. */
interface Cleaner {
  readonly clean: (text: string) => string;
  readonly count: () => number;
}

function createCleaner(): Cleaner {
  let hidden = 0;
  return {
    clean: (text) => {
      const cleaned = cleanText(text);
      hidden += cleaned.hidden;
      return cleaned.text;
    },
    count: () => hidden,
  };
}

function cleanBlock(block: Block, clean: (text: string) => string): Block {
  switch (block.type) {
    case "heading":
      return { ...block, text: singleLine(clean(block.text)) };
    case "list": {
      const items = block.items.map((item) => ({
        ...item,
        text: clean(item.text),
        ...(item.marker === undefined ? {} : { marker: clean(item.marker) }),
      }));
      return { ...block, items };
    }
    case "table": {
      const rows = block.rows.map((row) => row.map(clean));
      return { ...block, rows, ...(block.caption === undefined ? {} : { caption: clean(block.caption) }) };
    }
    case "paragraph":
    case "code":
    case "quote":
      return { ...block, text: clean(block.text) };
    default:
      return block satisfies never;
  }
}

/** Collects the stored text and knows how many bytes it has. */
function createTextWriter(): {
  readonly write: (before: string, text: string) => PlacedPiece;
  readonly text: () => string;
} {
  const parts: string[] = [];
  let bytes = 0;
  return {
    write: (before, text) => {
      const start = bytes + Buffer.byteLength(before);
      const end = start + Buffer.byteLength(text);
      parts.push(before, text);
      bytes = end;
      return { before, text, start, end, length: before.length + readingLength(text) };
    },
    text: () => parts.join(""),
  };
}

function tidyMetadata(metadata: BuildMetadata, clean: (text: string) => string): DocumentMetadata {
  const tidy = (text: string | undefined): string | undefined => {
    const line = text === undefined ? "" : singleLine(clean(text));
    return line === "" ? undefined : line;
  };
  const title = tidy(metadata.title);
  const publisher = tidy(metadata.publisher);
  const authors = (metadata.authors ?? []).map(tidy).filter((author) => author !== undefined);
  return {
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(metadata.published === undefined ? {} : { published: metadata.published }),
    ...(metadata.modified === undefined ? {} : { modified: metadata.modified }),
    ...(metadata.language === undefined ? {} : { language: metadata.language }),
    ...(metadata.canonicalUrl === undefined ? {} : { canonicalUrl: metadata.canonicalUrl }),
  };
}

/** A shorter heading with nothing below it is a letter in an index. */
const shortestBareHeading = 4;

/** Writes blocks to the stored text and divides them; the heading at `titleIndex` is the title and in no heading path. */
function layOut(
  blocks: readonly Block[],
  titleIndex: number | undefined,
): Pick<ParsedDocument, "text" | "passages"> {
  const writer = createTextWriter();
  const divider = createPassageDivider(findClauseNumbering(blocks));
  let path: readonly Heading[] = [];
  let bare: { readonly heading: Heading; readonly piece: PlacedPiece; readonly isTitle: boolean } | undefined;
  let isFirst = true;
  let hasPassage = false;

  const keepBareHeading = (nextLevel: number, isLast: boolean): void => {
    if (bare === undefined || nextLevel > bare.heading.level) return;
    if (bare.isTitle && !(isLast && !hasPassage)) return;
    if (bare.heading.text.length < shortestBareHeading && hasPassage) return;
    const { page } = bare.heading;
    const block: ContentBlock = { type: "paragraph", text: bare.heading.text, ...(page ? { page } : {}) };
    divider.add(block, [bare.piece]);
    hasPassage = true;
  };
  const addHeading = (heading: Heading, isTitle: boolean): void => {
    keepBareHeading(heading.level, false);
    const level = Math.min(6, Math.max(1, Math.trunc(heading.level)));
    const piece = writer.write(`${isFirst ? "" : "\n\n"}${"#".repeat(level)} `, heading.text);
    path = path.filter((above) => above.level < heading.level);
    if (!isTitle) path = [...path, heading];
    divider.openSection(path.map((above) => above.text));
    bare = { heading, piece, isTitle };
  };
  const addContent = (block: ContentBlock): boolean => {
    const pieces = renderBlock(block).map((piece, index) =>
      writer.write(index > 0 ? piece.before : isFirst ? "" : "\n\n", piece.text),
    );
    if (pieces.length === 0) return false;
    divider.add(block, pieces);
    hasPassage = true;
    bare = undefined;
    return true;
  };

  for (const [index, block] of blocks.entries()) {
    if (block.type !== "heading") isFirst = !addContent(block) && isFirst;
    else if (block.text !== "") {
      addHeading(block, index === titleIndex);
      isFirst = false;
    }
  }
  keepBareHeading(0, true);
  const passages = divider.finish();
  return { text: writer.text(), passages };
}

const languageReach = 20_000;
/** From this length on the text itself says better what it is written in than its markup, which templates fix. */
const tellingLength = 500;
const eastAsian = new Set(["zh", "ja", "ko"]);

/** What the text is written in; a declared language holds unless the script contradicts it or a longer text surely does. */
function chooseLanguage(declared: string | undefined, text: string): string | undefined {
  if (declared === undefined) return detectLanguage(text);
  const detected = detectLanguageSurely(text);
  if (detected === undefined) return declared;
  return text.length >= tellingLength || eastAsian.has(detected) !== eastAsian.has(declared)
    ? detected
    : declared;
}

/**
 * Renders blocks to the Markdown that is stored and divides it into passages. For every passage the bytes
 * [start, end) of the UTF-8 text decode to exactly `passage.text`; headings are in `headingPath` and not in
 * passages, except one that has nothing below it. Characters that a reader would not see are dropped and
 * counted. Linear in the size of the blocks; never throws.
 */
export function buildDocument(blocks: readonly Block[], metadata: BuildMetadata): ParsedDocument {
  const cleaner = createCleaner();
  const cleaned = blocks.map((block) => cleanBlock(block, cleaner.clean));
  const known = tidyMetadata(metadata, cleaner.clean);
  const titleIndex = findTitleHeading(cleaned, known.title);
  const heading = titleIndex === undefined ? undefined : cleaned[titleIndex];
  const title = known.title ?? (heading?.type === "heading" ? heading.text : undefined);
  const links = (metadata.links ?? []).map((link) => ({
    ...link,
    text: singleLine(cleaner.clean(link.text)),
  }));
  const content = layOut(cleaned, titleIndex);
  const language = chooseLanguage(known.language, `${title ?? ""}\n${content.text.slice(0, languageReach)}`);
  return {
    ...known,
    ...(title === undefined ? {} : { title }),
    ...(language === undefined ? {} : { language }),
    mediaType: metadata.mediaType,
    ...content,
    links,
    ...(metadata.pageCount === undefined ? {} : { pageCount: metadata.pageCount }),
    hiddenCharacters: (metadata.hiddenCharacters ?? 0) + cleaner.count(),
    warnings: metadata.warnings ?? [],
  };
}
