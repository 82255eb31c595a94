import { present } from "../../core/present.ts";
import type { Block } from "../block.ts";
import { buildDocument } from "../build-document.ts";
import type { Link, ParseHints, ParseOutcome } from "../document.ts";
import { readOfficeProperties } from "../zip/read-office-properties.ts";
import { readZip } from "../zip/read-zip.ts";
import { attributeOf, childrenOf, descend, readPart } from "./read-part.ts";
import { notesText, slideContent } from "./slide-blocks.ts";

const mediaType = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
const presentation = "ppt/presentation.xml";
const wanted =
  /^(?:ppt\/(?:presentation|(?:slides|notesSlides)\/[^/]+)\.xml|(?:ppt|ppt\/slides)\/_rels\/[^/]+\.rels|docProps\/core\.xml)$/i;
const mostSlides = 5_000;

interface Slides {
  readonly title?: string;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  readonly count: number;
  readonly hidden: number;
  readonly missing: number;
}

/**
 * Reads a presentation (OOXML): every slide under a heading with its number, then its texts, lists and tables, then the
 * notes of the speaker. Slides and shapes that are not shown are left out. Never throws.
 */
export function parsePptx(bytes: Uint8Array, _hints: ParseHints): ParseOutcome {
  const unzipped = readZip(bytes, (name) => wanted.test(name));
  if (unzipped.type === "failure") return unzipped;
  const { entries } = unzipped;
  if (!entries.has(presentation))
    return { type: "failure", code: "CORRUPT", message: "The archive holds no presentation." };
  const { title, blocks, links, count, hidden, missing } = readSlides(entries);
  if (blocks.length === 0)
    return { type: "failure", code: "EMPTY", message: "The presentation has no text." };
  const properties = readOfficeProperties(entries, title);
  const document = buildDocument(blocks, {
    ...present({ title }),
    ...properties.metadata,
    mediaType,
    links,
    pageCount: count,
    warnings: [
      ...properties.warnings,
      ...(hidden === 0 ? [] : [`${hidden} slides are not shown and were left out.`]),
      ...(missing === 0 ? [] : [`${missing} slides are missing from the file.`]),
    ],
  });
  return { type: "document", document };
}

function readSlides(entries: ReadonlyMap<string, Uint8Array>): Slides {
  const { root, relations } = readPart(entries, presentation);
  const blocks: Block[] = [];
  const links: Link[] = [];
  let title: string | undefined;
  let [hidden, missing] = [0, 0];
  const ids = childrenOf(descend(root, "sldIdLst"), "sldId").slice(0, mostSlides);
  for (const [index, id] of ids.entries()) {
    const page = index + 1;
    const slide = readPart(entries, relations.get(relationId(id.attributes))?.target ?? "");
    if (slide.root === undefined) missing += 1;
    else if (attributeOf(slide.root, "show") === "0") hidden += 1;
    else {
      const content = slideContent(slide, page);
      const notes = [...slide.relations.values()].find(({ type }) => type.endsWith("/notesSlide"))?.target;
      const said = notes === undefined ? "" : notesText(readPart(entries, notes));
      title ??= content.title || undefined;
      if (content.title === "" && content.blocks.length === 0 && said === "") continue;
      const text = content.title === "" ? `Slide ${page}` : `Slide ${page}: ${content.title}`;
      blocks.push({ type: "heading", level: 2, text, page }, ...content.blocks);
      if (said !== "") blocks.push({ type: "quote", text: `Notes: ${said}`, page });
      links.push(...content.links);
    }
  }
  return { blocks, links, count: ids.length, hidden, missing, ...present({ title }) };
}

/** A slide has an `id` of its own beside the one of its relationship, which stands in another namespace. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";
}
