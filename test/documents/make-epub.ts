import { strToU8, zipSync } from "fflate";
import { escapeXml } from "./make-docx.ts";

export interface EpubOptions {
  readonly title: string;
  readonly creator?: string;
  readonly date?: string;
  readonly language?: string;
  /** XHTML bodies, in reading order. */
  readonly chapters: readonly string[];
  /** Further files of the archive. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** An EPUB 3 with the given chapters; the files in the archive are not in the order of the spine. */
export function makeEpub(options: EpubOptions): Uint8Array<ArrayBuffer> {
  const items = options.chapters.map(
    (_, at) => `<item id="c${at}" href="text/chapter%20${at}.xhtml" media-type="application/xhtml+xml"/>`,
  );
  const refs = options.chapters.map((_, at) => `<itemref idref="c${at}"/>`);
  const files: Record<string, string> = {
    mimetype: "application/epub+zip",
    "META-INF/container.xml":
      '<container><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    "OEBPS/nav.xhtml": "<html><body><nav><ol><li>Contents</li></ol></nav></body></html>",
    "OEBPS/book.opf": `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>${escapeXml(options.title)}</dc:title><dc:creator>${escapeXml(options.creator ?? "")}</dc:creator><dc:date>${options.date ?? ""}</dc:date><dc:language>${options.language ?? ""}</dc:language></metadata><manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>${items.toReversed().join("")}</manifest><spine><itemref idref="nav"/>${refs.join("")}</spine></package>`,
    ...options.extra,
  };
  for (const [at, chapter] of [...options.chapters.entries()].toReversed()) {
    files[`OEBPS/text/chapter ${at}.xhtml`] =
      `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${chapter}</body></html>`;
  }
  return new Uint8Array(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
}
