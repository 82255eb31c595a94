import type { PdfPage } from "./make-pdf.ts";
import { type PdfFont, type PdfText, setParagraph, textWidth } from "./pdf-text.ts";

export interface PaperOptions {
  readonly title: string;
  readonly authors?: string;
  readonly paragraphs: readonly string[];
  readonly headings?: readonly string[];
  readonly columns: 1 | 2;
  readonly font?: PdfFont;
  readonly header?: (page: number) => string;
  readonly footer?: (page: number) => string;
}

const margin = 60;
const width = 475;
const bottom = 760;
const gutter = 14;

/** Sets a paper on pages of one or two columns, the way a journal does; text runs on over columns and pages. */
export function setPaper(options: PaperOptions): readonly PdfPage[] {
  const { columns, font = "helvetica" } = options;
  const columnWidth = (width - (columns - 1) * gutter) / columns;
  const pages: PdfText[][] = [[]];
  const put = (texts: readonly PdfText[]): number => (pages.at(-1) ?? []).push(...texts);
  put([
    {
      text: options.title,
      x: margin + (width - textWidth(options.title, 18, "bold")) / 2,
      y: 90,
      size: 18,
      font: font === "song" ? "song" : "bold",
    },
  ]);
  if (options.authors !== undefined) {
    put([
      {
        text: options.authors,
        x: margin + (width - textWidth(options.authors, 11)) / 2,
        y: 115,
        size: 11,
        font,
      },
    ]);
  }
  let top = 150;
  let column = 0;
  let y = top;
  const place = (texts: readonly PdfText[]): void => {
    for (const text of texts) {
      if (y > bottom) {
        column += 1;
        if (column === columns) {
          pages.push([]);
          column = 0;
          top = 70;
        }
        y = top;
      }
      put([{ ...text, x: text.x + margin + column * (columnWidth + gutter), y }]);
      y += 1.2 * text.size;
    }
  };
  for (const [at, paragraph] of options.paragraphs.entries()) {
    const heading = options.headings?.[at];
    if (heading !== undefined) {
      y += 8;
      place([{ text: heading, x: 0, y: 0, size: 12, font: font === "song" ? "song" : "bold" }]);
      y += 3;
    }
    const isJustified = font !== "song";
    place(
      setParagraph(paragraph, { x: 0, y: 0, width: columnWidth, size: 10, font, indent: 12, isJustified })
        .texts,
    );
  }
  return pages.map((texts, at): PdfPage => {
    const lines: PdfText[] = [];
    if (options.header !== undefined)
      lines.push({ text: options.header(at + 1), x: margin, y: 40, size: 8, font });
    if (options.footer !== undefined)
      lines.push({ text: options.footer(at + 1), x: 290, y: 810, size: 8, font });
    return { texts: [...lines, ...texts] };
  });
}
