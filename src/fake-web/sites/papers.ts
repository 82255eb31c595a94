import { pageText } from "../page.ts";
import { type FakeSite, listingOf, notFound } from "../site.ts";
import type { Permit } from "../world.ts";
import { officialPage, permitPages } from "./official.ts";

const lineLength = 88;

/** Lines of at most that many characters, broken between words. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= lineLength) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A PDF of one page of Latin text: the smallest file that is one (ISO 32000-1, 7.5). */
export function onePagePdf(paragraphs: readonly string[]): Uint8Array {
  const lines = paragraphs.flatMap((paragraph) => [...linesOf(paragraph), ""]);
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, "\\$&")}) Tj T*`).join("\n");
  const content = `BT /F1 10 Tf 14 TL 60 780 Td\n${shown}\nET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    `<</Length ${Buffer.byteLength(content, "latin1")}>>\nstream\n${content}\nendstream`,
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const end = `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + end, "latin1");
}

/** The tariffs of a town as PDF files; Latin script only. */
export function papersSite(permits: readonly Permit[], host: string): FakeSite {
  const pages = permitPages(permits, officialPage).map((placed) => ({
    ...placed,
    path: `${placed.path}.pdf`,
  }));
  const byPath = new Map(pages.map(({ path, page }) => [path, page]));
  return {
    host,
    kind: "papers",
    listings: pages.map((placed) => listingOf(host, placed)),
    answer({ url }) {
      const page = byPath.get(url.pathname);
      if (page === undefined) return notFound;
      return {
        headers: { "content-type": "application/pdf" },
        body: onePagePdf([page.title, ...pageText(page)]),
      };
    },
  };
}
