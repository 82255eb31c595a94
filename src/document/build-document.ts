import { present } from "../core/present.ts";
import type { Block } from "./block.ts";
import { findClauseNumbering } from "./clause.ts";
import { PassageDivider, type PlacedPiece } from "./divide-passages.ts";
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
    ...present({ title, publisher }),
    ...(authors.length === 0 ? {} : { authors }),
    ...present({
      published: metadata.published,
      modified: metadata.modified,
      language: metadata.language,
      canonicalUrl: metadata.canonicalUrl,
    }),
  };
}

/** A shorter heading with nothing below it is a letter in an index. */
const shortestBareHeading = 4;

/** A heading below which nothing has come yet. */
interface BareHeading {
  readonly heading: Heading;
  readonly piece: PlacedPiece;
  readonly isTitle: boolean;
}

/** Writes blocks to the stored text and divides them into passages. */
class Layout {
  readonly #writer = createTextWriter();
  readonly #divider: PassageDivider;
  #path: readonly Heading[] = [];
  #bare: BareHeading | undefined;
  #isFirst = true;
  #hasPassage = false;

  constructor(blocks: readonly Block[]) {
    this.#divider = new PassageDivider(findClauseNumbering(blocks));
  }

  /** A title is a heading that is in no heading path. */
  addHeading(heading: Heading, isTitle: boolean): void {
    this.#keepBareHeading(heading.level, false);
    const level = Math.min(6, Math.max(1, Math.trunc(heading.level)));
    const piece = this.#writer.write(`${this.#gap()}${"#".repeat(level)} `, heading.text);
    this.#isFirst = false;
    this.#path = this.#path.filter((above) => above.level < heading.level);
    if (!isTitle) this.#path = [...this.#path, heading];
    this.#divider.openSection(this.#path.map((above) => above.text));
    this.#bare = { heading, piece, isTitle };
  }

  addContent(block: ContentBlock): void {
    const pieces = renderBlock(block).map((piece, index) =>
      this.#writer.write(index > 0 ? piece.before : this.#gap(), piece.text),
    );
    if (pieces.length === 0) return;
    this.#isFirst = false;
    this.#divider.add(block, pieces);
    this.#hasPassage = true;
    this.#bare = undefined;
  }

  finish(): Pick<ParsedDocument, "text" | "passages"> {
    this.#keepBareHeading(0, true);
    const passages = this.#divider.finish();
    return { text: this.#writer.text(), passages };
  }

  #gap(): string {
    return this.#isFirst ? "" : "\n\n";
  }

  /** Makes a passage of a heading that has nothing below it when a heading of `nextLevel` follows, or the end. */
  #keepBareHeading(nextLevel: number, isLast: boolean): void {
    const bare = this.#bare;
    if (bare === undefined || nextLevel > bare.heading.level) return;
    if (bare.isTitle && !(isLast && !this.#hasPassage)) return;
    if (bare.heading.text.length < shortestBareHeading && this.#hasPassage) return;
    const { page, text } = bare.heading;
    this.#divider.add({ type: "paragraph", text, ...present({ page }) }, [bare.piece]);
    this.#hasPassage = true;
  }
}

function layOut(
  blocks: readonly Block[],
  titleIndex: number | undefined,
): Pick<ParsedDocument, "text" | "passages"> {
  const layout = new Layout(blocks);
  for (const [index, block] of blocks.entries()) {
    if (block.type !== "heading") layout.addContent(block);
    else if (block.text !== "") layout.addHeading(block, index === titleIndex);
  }
  return layout.finish();
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
    ...present({ title, language }),
    mediaType: metadata.mediaType,
    ...content,
    links,
    ...present({ pageCount: metadata.pageCount }),
    hiddenCharacters: (metadata.hiddenCharacters ?? 0) + cleaner.count(),
    warnings: metadata.warnings ?? [],
  };
}
