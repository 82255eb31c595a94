import type { Block, ListItem } from "../block.ts";
import type { XmlElement } from "../zip/read-xml.ts";
import { attributeOf, childrenOf, descend, localName, type Part } from "./read-part.ts";

export interface SlideContent {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

/** Placeholders that every slide repeats. */
const furniture = new Set(["dt", "ftr", "hdr", "sldNum", "sldImg"]);
const titles = new Set(["title", "ctrTitle"]);
const deepestGroup = 20;

/** What is on a slide, in the order of its shapes: texts, lists, tables, and what is said of pictures. */
export function slideContent({ root, relations }: Part, page: number): SlideContent {
  const links: { text: string; url: string }[] = [];
  const onLink = (text: string, id: string): void => {
    const url = relations.get(id)?.target;
    if (url !== undefined && /^https?:/i.test(url)) links.push({ text, url });
  };
  const shapes = shapesOf(descend(root, "cSld", "spTree"), 0);
  const titleShape = shapes.find((shape) => titles.has(placeholderOf(shape) ?? ""));
  const title = paragraphsOf(titleShape, onLink)
    .map(({ text }) => text)
    .join(" ");
  const blocks = shapes.flatMap((shape) =>
    shape === titleShape ? [] : shapeBlocks(shape, { page, onLink }),
  );
  return { title, blocks, links };
}

/** The words under a slide that only its speaker sees. */
export function notesText({ root }: Part): string {
  return shapesOf(descend(root, "cSld", "spTree"), 0)
    .filter((shape) => !furniture.has(placeholderOf(shape) ?? ""))
    .flatMap((shape) => paragraphsOf(shape, () => undefined))
    .map(({ text }) => text)
    .join("\n");
}

/** Shapes that are shown, those in groups too. */
function shapesOf(tree: XmlElement | undefined, depth: number): readonly XmlElement[] {
  return (tree?.children ?? []).flatMap((shape) => {
    if (attributeOf(propertiesOf(shape), "hidden") === "1") return [];
    return localName(shape.name) === "grpSp" && depth < deepestGroup ? shapesOf(shape, depth + 1) : [shape];
  });
}

function propertiesOf(shape: XmlElement): XmlElement | undefined {
  const nonVisual = shape.children.find(({ name }) => /^nv\w*Pr$/.test(localName(name)));
  return descend(nonVisual, "cNvPr");
}

/** The kind of placeholder that a shape fills; `body` where the kind is not said, undefined where it fills none. */
function placeholderOf(shape: XmlElement): string | undefined {
  const placeholder = descend(shape, "nvSpPr", "nvPr", "ph");
  return placeholder === undefined ? undefined : (attributeOf(placeholder, "type") ?? "body");
}

type OnLink = (text: string, relationId: string) => void;

function shapeBlocks(
  shape: XmlElement,
  { page, onLink }: { readonly page: number; readonly onLink: OnLink },
): readonly Block[] {
  const placeholder = placeholderOf(shape);
  if (furniture.has(placeholder ?? "")) return [];
  const table = descend(shape, "graphic", "graphicData", "tbl");
  if (table !== undefined) return [tableBlock(table, { page, onLink })];
  const description =
    localName(shape.name) === "pic" ? attributeOf(propertiesOf(shape), "descr")?.trim() : undefined;
  if (description !== undefined && description !== "")
    return [{ type: "paragraph", text: `[Picture: ${description}]`, page }];
  const paragraphs = paragraphsOf(shape, onLink);
  if (paragraphs.length === 0) return [];
  const isList = placeholder !== undefined && placeholder !== "subTitle" && paragraphs.length > 1;
  if (isList) return [{ type: "list", items: paragraphs, page }];
  return paragraphs.map(({ text }) => ({ type: "paragraph", text, page }));
}

function tableBlock(
  table: XmlElement,
  { page, onLink }: { readonly page: number; readonly onLink: OnLink },
): Block {
  const rows = childrenOf(table, "tr").map((row) =>
    childrenOf(row, "tc").map((cell) =>
      // What a merged cell covers is not said twice.
      attributeOf(cell, "hMerge") === "1" || attributeOf(cell, "vMerge") === "1"
        ? ""
        : paragraphsOf(cell, onLink)
            .map(({ text }) => text)
            .join(" "),
    ),
  );
  return { type: "table", rows, header: attributeOf(descend(table, "tblPr"), "firstRow") === "1", page };
}

/** The paragraphs of a shape or cell that say something, with their levels. */
function paragraphsOf(holder: XmlElement | undefined, onLink: OnLink): readonly ListItem[] {
  return childrenOf(descend(holder, "txBody"), "p").flatMap((paragraph) => {
    const text = paragraph.children
      .map((run) => runText(run, onLink))
      .join("")
      .trim();
    const depth = Number(attributeOf(descend(paragraph, "pPr"), "lvl") ?? 0);
    return text === ""
      ? []
      : [{ text, depth: Number.isInteger(depth) ? Math.min(Math.max(depth, 0), 8) : 0 }];
  });
}

function runText(run: XmlElement, onLink: OnLink): string {
  const tag = localName(run.name);
  if (tag === "br") return "\n";
  if (tag === "fld" && attributeOf(run, "type") === "slidenum") return "";
  if (tag !== "r" && tag !== "fld") return "";
  const text = descend(run, "t")?.text ?? "";
  const link = attributeOf(descend(run, "rPr", "hlinkClick"), "id");
  if (link !== undefined) onLink(text, link);
  return text;
}
