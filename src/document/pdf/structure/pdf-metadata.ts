import { present } from "../../../core/present.ts";
import { findDate } from "../../dates.ts";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { DocumentMetadata } from "../../document.ts";
import { bareText, type Heading, type Outline } from "./find-headings.ts";
import type { LineGroup, PagePart } from "./group-paragraphs.ts";
import { readPdfDate } from "./read-date.ts";
import { readAuthorField, readAuthorLine } from "./read-authors.ts";

/** What the file says about itself. */
export interface PdfInfo {
  readonly title?: string;
  readonly authors: readonly string[];
  readonly created?: string;
  readonly modified?: string;
  readonly language?: string;
  readonly outline: Outline;
}

export interface FoundMetadata {
  readonly metadata: DocumentMetadata;
  readonly warnings: readonly string[];
}

const mostBookmarks = 5000;
const untitled =
  /^(?:untitled|document\d*|title|slide \d+|powerpoint presentation|(?:microsoft|openoffice|libreoffice)\b.*|.*\.(?:docx?|pdf|tex|dvi|indd|xlsx?|pptx?|rtf|odt|qxd|ps|html?|txt)|doi:.*|https?:.*|[\d\W_]+)$/iu;

interface OutlineItem {
  readonly title: string;
  readonly items: readonly OutlineItem[];
}

function flattenOutline(items: readonly OutlineItem[], depth: number, into: Map<string, number>): void {
  for (const item of items) {
    if (into.size >= mostBookmarks) return;
    const bare = bareText(item.title);
    if (bare !== "" && !into.has(bare)) into.set(bare, depth);
    const withoutNumber = bare.replace(/^\d+/, "");
    if (withoutNumber.length > 3 && !into.has(withoutNumber)) into.set(withoutNumber, depth);
    if (depth < 6) flattenOutline(item.items, depth + 1, into);
  }
}

async function readOutline(pdf: PDFDocumentProxy): Promise<Outline> {
  const outline = new Map<string, number>();
  const items: readonly OutlineItem[] | null = await pdf.getOutline().catch(() => null);
  if (items !== null) flattenOutline(items, 1, outline);
  return outline;
}

/** Reads the information dictionary, the XMP packet and the bookmarks. Damaged ones count as absent; never rejects. */
export async function readPdfInfo(pdf: PDFDocumentProxy): Promise<PdfInfo> {
  const outline = await readOutline(pdf);
  const found = await pdf.getMetadata().catch(() => undefined);
  const info = new Map<string, unknown>(Object.entries(found?.info ?? {}));
  const xmp = (name: string): unknown => found?.metadata?.get(name);
  const title = [info.get("Title"), xmp("dc:title")].find(
    (value) => typeof value === "string" && value.trim() !== "",
  );
  const creators = xmp("dc:creator");
  const authors = readAuthorField(
    Array.isArray(creators) ? creators.join("; ") : (info.get("Author") ?? creators),
  );
  const created = readPdfDate(info.get("CreationDate") ?? xmp("xmp:createdate"));
  const modified = readPdfDate(info.get("ModDate") ?? xmp("xmp:modifydate"));
  const tag = info.get("Language");
  const language =
    typeof tag === "string" ? /^([a-z]{2,3})(?:-|$)/i.exec(tag)?.[1]?.toLowerCase() : undefined;
  return {
    ...(typeof title === "string" ? { title: title.replace(/\s+/g, " ").trim() } : {}),
    authors,
    ...present({ created, modified, language }),
    outline,
  };
}

const textOf = (group: LineGroup): string => group.lines.map((line) => line.text).join(" ");

function firstPageGroups(parts: readonly PagePart[]): readonly LineGroup[] {
  const groups = parts.filter((part) => part.type === "lines");
  return groups.filter((group) => group.region.page === groups[0]?.region.page);
}

/** The title field when the first page says it too; else the largest heading; else a field that looks like a title. */
function chooseTitle(
  field: string | undefined,
  groups: readonly LineGroup[],
  headings: ReadonlyMap<LineGroup, Heading>,
): string | undefined {
  const usable = field !== undefined && !untitled.test(field) ? field : undefined;
  const page = bareText(groups.map(textOf).join(" "));
  if (usable !== undefined && bareText(usable).length > 3 && page.includes(bareText(usable))) return usable;
  const heading = groups.find((group) => headings.get(group)?.isTitle === true);
  return heading === undefined ? usable : textOf(heading);
}

/** The authors under the title: the first of a few lines below it that hold nothing but names. */
function authorsUnderTitle(
  groups: readonly LineGroup[],
  headings: ReadonlyMap<LineGroup, Heading>,
): readonly string[] {
  const at = groups.findIndex((group) => headings.get(group)?.isTitle === true);
  if (at < 0) return [];
  const lines = groups.slice(at + 1, at + 6).flatMap((group) => group.lines.slice(0, 4));
  const found: string[] = [];
  for (const line of lines.slice(0, 8)) {
    const names = readAuthorLine(line.text);
    if (names.length > 0) found.push(...names);
    else if (found.length > 0) break;
  }
  return found;
}

const datedAs =
  /(?:published|publication date|issued|released|dated?|version of|发布日期|出版日期|发布时间|日期|印发)/iu;

/** A date that the first page gives as its own: a preprint stamp, a date of publication, a line that is only a date. */
function dateOnPage(groups: readonly LineGroup[], sideways: readonly string[]): string | undefined {
  const stamp = sideways.find((text) => /arxiv:/i.test(text));
  const stamped = stamp === undefined ? undefined : findDate(stamp);
  if (stamped !== undefined) return stamped;
  const lines = groups.flatMap((group) => group.lines.map((line) => line.text));
  const labelled = lines.find(
    (line) => line.length < 160 && datedAs.test(line) && findDate(line) !== undefined,
  );
  if (labelled !== undefined) {
    const after = labelled.slice(datedAs.exec(labelled)?.index ?? 0);
    return findDate(after) ?? findDate(labelled);
  }
  const alone = lines.find((line) => line.length < 32 && findDate(line) !== undefined);
  return alone === undefined ? undefined : findDate(alone);
}

/** Title, authors and dates of a document, from its file and its first page. */
export function findMetadata(
  info: PdfInfo,
  parts: readonly PagePart[],
  found: { readonly headings: ReadonlyMap<LineGroup, Heading>; readonly sideways: readonly string[] },
): FoundMetadata {
  const groups = firstPageGroups(parts);
  const title = chooseTitle(info.title, groups, found.headings);
  const authors = info.authors.length > 0 ? info.authors : authorsUnderTitle(groups, found.headings);
  const onPage = dateOnPage(groups, found.sideways);
  const published = onPage ?? info.created;
  return {
    metadata: {
      ...present({ title }),
      ...(authors.length === 0 ? {} : { authors }),
      ...present({ published, modified: info.modified, language: info.language }),
    },
    warnings:
      onPage === undefined && published !== undefined
        ? ["The date is the one on which the PDF file was made; its pages state none."]
        : [],
  };
}
