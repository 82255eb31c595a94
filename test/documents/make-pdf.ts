import { deflateSync } from "node:zlib";
import type { PdfFont, PdfText } from "./pdf-text.ts";

export interface PdfPage {
  readonly texts: readonly PdfText[];
  /** Filled rectangles, drawn before the text: x, y of the top left, width, height, RGB. */
  readonly rectangles?: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly colour: readonly [number, number, number];
  }[];
}

export interface PdfOptions {
  readonly title?: string;
  readonly author?: string;
  /** `D:20200131` */
  readonly created?: string;
  /** Bookmarks: title and page from 1. */
  readonly bookmarks?: readonly { readonly title: string; readonly page: number }[];
  readonly isCompressed?: boolean;
}

const pageWidth = 595;
const pageHeight = 842;
const fontNames: Readonly<Record<PdfFont, string>> = {
  helvetica: "F1",
  bold: "F2",
  courier: "F3",
  song: "F4",
};

const hex = (bytes: Buffer): string => `<${bytes.toString("hex")}>`;

/** A text string object: UTF-16 with a byte-order mark. */
function textString(text: string): string {
  const little = Buffer.from(text, "utf16le");
  return hex(Buffer.concat([Buffer.from([0xfe, 0xff]), little.swap16()]));
}

/** The Chinese font is not embedded and has a predefined character map, so its text is UCS-2. */
function shown(text: PdfText): string {
  return text.font === "song"
    ? hex(Buffer.from(text.text, "utf16le").swap16())
    : hex(Buffer.from(text.text.replaceAll("–", "\u0096").replaceAll("•", "\u0095"), "latin1"));
}

function content(page: PdfPage): string {
  const rectangles = (page.rectangles ?? []).map(
    ({ x, y, width, height, colour }) =>
      `${colour.join(" ")} rg ${x} ${pageHeight - y - height} ${width} ${height} re f`,
  );
  const texts = page.texts.map((text) => {
    const font = `/${fontNames[text.font ?? "helvetica"]} ${text.size} Tf`;
    const colour = `${(text.colour ?? [0, 0, 0]).join(" ")} rg`;
    return `BT ${colour} ${font} ${text.wordSpacing ?? 0} Tw ${text.x} ${pageHeight - text.y} Td ${shown(text)} Tj ET`;
  });
  return [...rectangles, ...texts].join("\n");
}

function stream(text: string, isCompressed: boolean): Buffer {
  const data = isCompressed ? deflateSync(Buffer.from(text, "latin1")) : Buffer.from(text, "latin1");
  const filter = isCompressed ? "/Filter/FlateDecode" : "";
  return Buffer.concat([
    Buffer.from(`<</Length ${data.length}${filter}>>\nstream\n`),
    data,
    Buffer.from("\nendstream"),
  ]);
}

const fontObjects: readonly string[] = [
  "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
  "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
  "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
  "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[7 0 R]>>",
  "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 8 0 R>>",
  "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
];
/** Catalogue, page tree, and the fonts above come first. */
const firstFree = 3 + fontObjects.length + 1;

function bookmarkObjects(
  options: PdfOptions,
  first: number,
  pageObject: (page: number) => number,
): readonly string[] {
  const bookmarks = options.bookmarks ?? [];
  return bookmarks.map(({ title, page }, at) => {
    const previous = at > 0 ? `/Prev ${first + at - 1} 0 R` : "";
    const next = at < bookmarks.length - 1 ? `/Next ${first + at + 1} 0 R` : "";
    return `<</Title ${textString(title)}/Parent ${first + bookmarks.length} 0 R${previous}${next}/Dest[${pageObject(page)} 0 R/Fit]>>`;
  });
}

function infoObject(options: PdfOptions): string {
  const title = options.title === undefined ? "" : `/Title ${textString(options.title)}`;
  const author = options.author === undefined ? "" : `/Author ${textString(options.author)}`;
  const created = options.created === undefined ? "" : `/CreationDate(${options.created})`;
  return `<<${title}${author}${created}>>`;
}

/** A PDF 1.5 file of A4 pages with the given text; standard fonts, nothing embedded. */
export function makePdf(pages: readonly PdfPage[], options: PdfOptions = {}): Uint8Array<ArrayBuffer> {
  const pageObject = (page: number): number => firstFree + 2 * (page - 1);
  const firstBookmark = pageObject(pages.length + 1);
  const bookmarks = bookmarkObjects(options, firstBookmark, pageObject);
  const outlines = firstBookmark + bookmarks.length;
  const kids = pages.map((_, at) => `${pageObject(at + 1)} 0 R`).join(" ");
  const objects: (string | Buffer)[] = [
    `<</Type/Catalog/Pages 2 0 R${bookmarks.length > 0 ? `/Outlines ${outlines} 0 R` : ""}>>`,
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    ...fontObjects,
    infoObject(options),
  ];
  for (const [at, page] of pages.entries()) {
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${pageWidth} ${pageHeight}]/Contents ${pageObject(at + 1) + 1} 0 R` +
        `/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R/F4 6 0 R>>>>>>`,
      stream(content(page), options.isCompressed ?? false),
    );
  }
  objects.push(...bookmarks);
  if (bookmarks.length > 0) {
    objects.push(
      `<</Type/Outlines/First ${firstBookmark} 0 R/Last ${outlines - 1} 0 R/Count ${bookmarks.length}>>`,
    );
  }
  return assemble(objects, firstFree - 1);
}

/** Numbers the objects from 1, writes them with their cross-reference table. */
function assemble(objects: readonly (string | Buffer)[], infoNumber: number): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [Buffer.from("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1")];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [at, object] of objects.entries()) {
    const body = typeof object === "string" ? Buffer.from(object, "latin1") : object;
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from("\nendobj\n")]);
    offsets.push(length);
    parts.push(part);
    length += part.length;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R/Info ${infoNumber} 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}
