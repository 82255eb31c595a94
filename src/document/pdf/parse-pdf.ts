import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { errorMessage } from "../../core/errors.ts";
import type { Block } from "../block.ts";
import { buildDocument } from "../build-document.ts";
import type { ParseHints, ParseOutcome } from "../document.ts";
import { findHeadings } from "./structure/find-headings.ts";
import { groupParagraphs } from "./structure/group-paragraphs.ts";
import { collectVocabulary } from "./structure/join-lines.ts";
import { MarkerSequence } from "./layout/list-marker.ts";
import { type LoadedPdf, loadPdf } from "./page/load-pdf.ts";
import { type PageRuns, withoutFurniture } from "./layout/page-furniture.ts";
import { layOutPage, type RegionLines } from "./layout/page-layout.ts";
import { findMetadata, readPdfInfo } from "./structure/pdf-metadata.ts";
import { readPage } from "./page/read-page.ts";
import { findBodyStyle } from "./structure/text-style.ts";
import { toRuns } from "./page/text-run.ts";
import { joinRegions, toBlocks, usesIndents } from "./structure/to-blocks.ts";

/** Characters after which the rest of a PDF is left out. */
const mostCharacters = 30_000_000;
/** Unreadable pages in a row after which the rest is given up: a damaged page tree can promise a billion. */
const mostFailuresInARow = 30;

type OpenPdf = Extract<LoadedPdf, { readonly type: "loaded" }>;

interface ReadPages {
  readonly pages: readonly PageRuns[];
  readonly sideways: ReadonlyMap<number, readonly string[]>;
  readonly warnings: readonly string[];
  readonly unreadable: number;
  readonly hiddenCharacters: number;
}

async function readPages(
  pdf: PDFDocumentProxy,
  operators: Readonly<Record<string, number>>,
): Promise<ReadPages> {
  const pages: PageRuns[] = [];
  const sideways = new Map<number, readonly string[]>();
  const unreadable: number[] = [];
  const warnings: string[] = [];
  let characters = 0;
  let hiddenCharacters = 0;
  let failuresInARow = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    try {
      const page = await pdf.getPage(number);
      const content = await readPage(page, operators);
      page.cleanup();
      hiddenCharacters += content.hiddenCharacters;
      const runs = toRuns(content.items);
      characters += runs.reduce((sum, run) => sum + run.text.length, 0);
      pages.push({ number, width: content.width, height: content.height, runs });
      if (content.sideways.length > 0) sideways.set(number, content.sideways);
      failuresInARow = 0;
    } catch {
      unreadable.push(number);
      failuresInARow += 1;
    }
    if (characters > mostCharacters || failuresInARow >= mostFailuresInARow) {
      if (number < pdf.numPages) warnings.push(`Pages after ${number} of ${pdf.numPages} were left out.`);
      break;
    }
  }
  if (unreadable.length > 0) warnings.push(`Could not be read: page ${unreadable.slice(0, 20).join(", ")}.`);
  return { pages, sideways, warnings, unreadable: unreadable.length, hiddenCharacters };
}

/** Text that runs up or down the margin comes after the page, where there is enough of it to mean something. */
function sidewaysBlocks(sideways: ReadonlyMap<number, readonly string[]>, page: number): readonly Block[] {
  const text = (sideways.get(page) ?? []).join(" ");
  return text.length < 4 ? [] : [{ type: "paragraph", text, page }];
}

function blocksOf(read: ReadPages, regions: readonly RegionLines[], outline: ReadonlyMap<string, number>) {
  const body = findBodyStyle(regions);
  const sequence = new MarkerSequence();
  const parts = regions.flatMap((region) => groupParagraphs(region, body, sequence));
  const headings = findHeadings(parts, body, outline);
  const lines = parts.flatMap((part) => (part.type === "lines" ? part.lines.map((line) => line.text) : []));
  const hasIndents = usesIndents(parts, headings);
  const context = { body, headings, vocabulary: collectVocabulary(lines), hasIndents };
  const joined = joinRegions(parts, context);
  const blocks = toBlocks(joined, context);
  const margin = read.pages.flatMap((page) => sidewaysBlocks(read.sideways, page.number));
  return { parts, headings, blocks: [...blocks, ...margin] };
}

async function readDocument({ pdf, operators }: OpenPdf): Promise<ParseOutcome> {
  const info = await readPdfInfo(pdf);
  const read = await readPages(pdf, operators);
  if (read.pages.length === 0) {
    return { type: "failure", code: "CORRUPT", message: "None of the pages of the PDF can be read." };
  }
  const regions = withoutFurniture(read.pages).flatMap(layOutPage);
  const { parts, headings, blocks } = blocksOf(read, regions, info.outline);
  if (blocks.length === 0) {
    const pages = pdf.numPages === 1 ? "its page is" : `its ${pdf.numPages} pages are`;
    return {
      type: "failure",
      code: "UNSUPPORTED",
      message: `The PDF has no text layer: ${pages} images or blank.`,
    };
  }
  const found = findMetadata(info, parts, { headings, sideways: [...read.sideways.values()].flat() });
  const withText = new Set(blocks.map((block) => block.page));
  const blank = read.pages.filter((page) => !withText.has(page.number) && page.runs.length === 0).length;
  const warnings = [...read.warnings, ...found.warnings];
  if (blank > 0) warnings.push(`${blank} of ${pdf.numPages} pages have no text layer.`);
  const document = buildDocument(blocks, {
    ...found.metadata,
    mediaType: "application/pdf",
    pageCount: pdf.numPages,
    hiddenCharacters: read.hiddenCharacters,
    warnings,
  });
  return { type: "document", document };
}

/**
 * Reads a PDF: text in reading order, column by column, with headings, lists and tables, and the page of
 * every block. Running headers, footers and page numbers are dropped. Never throws for what the bytes hold;
 * a file without a text layer is `UNSUPPORTED`. Memory and time are the caller's to bound.
 */
export async function parsePdf(bytes: Uint8Array, _hints: ParseHints): Promise<ParseOutcome> {
  if (bytes.length === 0) return { type: "failure", code: "EMPTY", message: "The file is empty." };
  const loaded = await loadPdf(bytes);
  if (loaded.type === "failure") return loaded;
  try {
    return await readDocument(loaded);
  } catch (error) {
    return { type: "failure", code: "CORRUPT", message: `Not a readable PDF: ${errorMessage(error)}` };
  } finally {
    await loaded.close();
  }
}
