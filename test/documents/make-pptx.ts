import { strToU8, zipSync } from "fflate";
import { escapeXml } from "./make-docx.ts";

/** A slide of a made presentation; `xml` goes into its shape tree as it is. */
export interface PptxSlide {
  readonly title?: string;
  /** Paragraphs of the body, with their levels. */
  readonly body?: readonly (string | readonly [text: string, level: number])[];
  readonly rows?: readonly (readonly string[])[];
  readonly notes?: string;
  readonly isHidden?: boolean;
  readonly xml?: string;
  /** Targets outside, as relationships `link1`, `link2` … */
  readonly links?: readonly string[];
}

export interface PptxOptions {
  readonly slides: readonly PptxSlide[];
  readonly title?: string;
  readonly created?: string;
}

const namespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const paragraph = (text: string, level = 0): string =>
  `<a:p><a:pPr lvl="${level}"/><a:r><a:t>${escapeXml(text)}</a:t></a:r></a:p>`;

function shape(placeholder: string, paragraphs: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:nvPr><p:ph${placeholder}/></p:nvPr></p:nvSpPr><p:txBody>${paragraphs}</p:txBody></p:sp>`;
}

function table(rows: readonly (readonly string[])[]): string {
  const cells = rows.map(
    (row) =>
      `<a:tr>${row.map((text) => `<a:tc><a:txBody>${paragraph(text)}</a:txBody></a:tc>`).join("")}</a:tr>`,
  );
  return `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>${cells.join("")}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
}

function slideXml({ title, body = [], rows, isHidden, xml = "" }: PptxSlide): string {
  const shapes = [
    ...(title === undefined ? [] : [shape(' type="title"', paragraph(title))]),
    ...(body.length === 0
      ? []
      : [
          shape(
            ' idx="1"',
            body.map((one) => (typeof one === "string" ? paragraph(one) : paragraph(...one))).join(""),
          ),
        ]),
    ...(rows === undefined ? [] : [table(rows)]),
    shape(' type="sldNum"', '<a:p><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p>'),
  ];
  return `<p:sld ${namespaces}${isHidden === true ? ' show="0"' : ""}><p:cSld><p:spTree>${shapes.join("")}${xml}</p:spTree></p:cSld></p:sld>`;
}

function relations(
  targets: readonly (readonly [id: string, type: string, target: string, mode?: string])[],
): string {
  const items = targets.map(
    ([id, type, target, mode]) =>
      `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"${mode === undefined ? "" : ` TargetMode="${mode}"`}/>`,
  );
  return `<Relationships>${items.join("")}</Relationships>`;
}

/** A PowerPoint file with the parts that reading needs. Slides are stored in an order of their own. */
export function makePptx({ slides, title, created = "2025-03-04" }: PptxOptions): Uint8Array {
  const fileOf = (index: number): number => slides.length - index;
  const files: Record<string, Uint8Array> = {
    "[Content_Types].xml": strToU8("<Types/>"),
    "docProps/core.xml": strToU8(
      `<cp:coreProperties>${title === undefined ? "" : `<dc:title>${escapeXml(title)}</dc:title>`}<dcterms:created>${created}T00:00:00Z</dcterms:created></cp:coreProperties>`,
    ),
    "ppt/presentation.xml": strToU8(
      `<p:presentation ${namespaces}><p:sldIdLst>${slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at}"/>`).join("")}</p:sldIdLst></p:presentation>`,
    ),
    "ppt/_rels/presentation.xml.rels": strToU8(
      relations(slides.map((_, at) => [`rId${at}`, "slide", `slides/slide${fileOf(at)}.xml`])),
    ),
  };
  for (const [at, slide] of slides.entries()) {
    const name = `slide${fileOf(at)}.xml`;
    files[`ppt/slides/${name}`] = strToU8(slideXml(slide));
    const links = (slide.links ?? []).map(
      (url, link) => [`link${link + 1}`, "hyperlink", url, "External"] as const,
    );
    const notes = slide.notes === undefined ? [] : [["n", "notesSlide", `../notesSlides/${name}`] as const];
    files[`ppt/slides/_rels/${name}.rels`] = strToU8(relations([...links, ...notes]));
    if (slide.notes === undefined) continue;
    const said =
      shape(' type="sldImg"', paragraph("image")) + shape(' type="body" idx="1"', paragraph(slide.notes));
    files[`ppt/notesSlides/${name}`] = strToU8(
      `<p:notes ${namespaces}><p:cSld><p:spTree>${said}</p:spTree></p:cSld></p:notes>`,
    );
  }
  return zipSync(files);
}
