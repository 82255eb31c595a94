import { strToU8, zipSync } from "fflate";

/** A paragraph of a made Word document; `xml` goes into it as it is. */
export interface DocxParagraph {
  readonly text?: string;
  readonly style?: "Heading1" | "Heading2" | "Title" | "Quote";
  /** Level of a bulleted list, from 0. */
  readonly bullet?: number;
  /** Number of the footnote that the paragraph ends with, from 1. */
  readonly footnote?: number;
  readonly xml?: string;
}

export interface DocxOptions {
  readonly body: readonly (DocxParagraph | { readonly rows: readonly (readonly string[])[] })[];
  readonly footnotes?: readonly string[];
  readonly title?: string;
  readonly creator?: string;
  readonly created?: string;
}

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function paragraph({ text = "", style, bullet, footnote, xml = "" }: DocxParagraph): string {
  const styled = style === undefined ? "" : `<w:pStyle w:val="${style}"/>`;
  const listed =
    bullet === undefined ? "" : `<w:numPr><w:ilvl w:val="${bullet}"/><w:numId w:val="1"/></w:numPr>`;
  const run = text === "" ? "" : `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
  const note = footnote === undefined ? "" : `<w:r><w:footnoteReference w:id="${footnote}"/></w:r>`;
  return `<w:p><w:pPr>${styled}${listed}</w:pPr>${run}${xml}${note}</w:p>`;
}

function table(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `<w:tc>${paragraph({ text })}</w:tc>`;
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join("")}</w:tr>`).join("")}</w:tbl>`;
}

const styles = ["heading 1", "heading 2", "Title", "Quote"]
  .map((name, at) => {
    const id = ["Heading1", "Heading2", "Title", "Quote"][at];
    return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
  })
  .join("");
const bulletLevels = [0, 1, 2]
  .map((level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>`)
  .join("");

function files(options: DocxOptions): Record<string, string> {
  const body = options.body.map((part) => ("rows" in part ? table(part.rows) : paragraph(part))).join("");
  const notes = (options.footnotes ?? []).map(
    (text, at) => `<w:footnote w:id="${at + 1}">${paragraph({ text })}</w:footnote>`,
  );
  return {
    "[Content_Types].xml": `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relationships}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `${declaration}<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    "word/_rels/document.xml.rels": `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relationships}/styles" Target="styles.xml"/><Relationship Id="r2" Type="${relationships}/numbering" Target="numbering.xml"/><Relationship Id="r3" Type="${relationships}/footnotes" Target="footnotes.xml"/></Relationships>`,
    "word/styles.xml": `${declaration}<w:styles ${namespaces}>${styles}</w:styles>`,
    "word/numbering.xml": `${declaration}<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="1">${bulletLevels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    "word/footnotes.xml": `${declaration}<w:footnotes ${namespaces}>${notes.join("")}</w:footnotes>`,
    "docProps/core.xml": `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>${escapeXml(options.title ?? "")}</dc:title><dc:creator>${escapeXml(options.creator ?? "")}</dc:creator><dcterms:created>${options.created ?? ""}</dcterms:created></cp:coreProperties>`,
  };
}

/** A Word document (OOXML) with the given parts. */
export function makeDocx(options: DocxOptions): Uint8Array<ArrayBuffer> {
  const packed = Object.entries(files(options)).map(([name, text]) => [name, strToU8(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(packed)));
}
