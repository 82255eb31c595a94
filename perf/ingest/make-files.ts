import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { makeDocx } from "../../test/documents/make-docx.ts";
import { makeEpub } from "../../test/documents/make-epub.ts";
import { setPaper } from "../../test/documents/make-paper.ts";
import { makePdf } from "../../test/documents/make-pdf.ts";

export const formats = ["html", "md", "txt", "pdf", "docx", "epub", "csv", "jsonl"] as const;
export type Format = (typeof formats)[number];

/** A text to make files of: paragraphs of a page of the bundled corpora. */
interface SourceText {
  readonly title: string;
  readonly language: "en" | "zh";
  readonly paragraphs: readonly string[];
}

export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Pages of a PDF, else 1. */
  readonly pages: number;
}

const longestText = 40_000;

function textsOf(corpus: string, language: "en" | "zh"): readonly SourceText[] {
  const file = new URL(`../../corpora/${corpus}.jsonl.br`, import.meta.url);
  const lines = brotliDecompressSync(readFileSync(file)).toString("utf8").trim().split("\n");
  return lines.flatMap((line) => {
    // Written by the build of the corpora, one page a line.
    const { title, text } = JSON.parse(line) as { title: string; text: string };
    const paragraphs = text
      .slice(0, longestText)
      .split(/\n{2,}/)
      .map((paragraph) => paragraph.replace(/^[#>\s-]+/, "").trim())
      .filter((paragraph) => paragraph.length > 1 && !paragraph.startsWith("|"));
    return text.length < 400 || paragraphs.length < 3 ? [] : [{ title, language, paragraphs }];
  });
}

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function htmlOf({ title, language, paragraphs }: SourceText): string {
  const body = paragraphs.map((text) => `<p class="text">${escapeHtml(text)}</p>`).join("\n");
  const links = Array.from({ length: 30 }, (_, at) => `<li><a href="/page/${at}">Page ${at}</a></li>`);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>.text{color:#111}</style></head><body><nav><ul>${links.join("")}</ul></nav><main><h1>${escapeHtml(title)}</h1>\n${body}\n</main><footer><p>All rights reserved.</p></footer></body></html>`;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function pdfOf({ title, language, paragraphs }: SourceText): { bytes: Uint8Array; pages: number } {
  const font = language === "zh" ? "song" : "helvetica";
  const pages = setPaper({ title, paragraphs, font, columns: 1, headings: [] });
  return { bytes: makePdf(pages, { title, isCompressed: true }), pages: pages.length };
}

function chaptersOf({ title, paragraphs }: SourceText): readonly string[] {
  const chapters: string[] = [];
  for (let from = 0; from < paragraphs.length; from += 20) {
    const body = paragraphs.slice(from, from + 20).map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`);
    chapters.push(`<h1>${escapeHtml(title)}, ${chapters.length + 1}</h1>${body.join("")}`);
  }
  return chapters;
}

function fileOf(text: SourceText, format: Format, name: string): MadeFile {
  const { title, paragraphs } = text;
  const whole = (content: string | Uint8Array): MadeFile => ({
    name,
    bytes: typeof content === "string" ? Buffer.from(content) : content,
    pages: 1,
  });
  switch (format) {
    case "html":
      return whole(htmlOf(text));
    case "md":
      return whole(`# ${title}\n\n${paragraphs.join("\n\n")}\n`);
    case "txt":
      return whole(`${title}\n\n${paragraphs.join("\n\n")}\n`);
    case "pdf":
      return { name, ...pdfOf(text) };
    case "docx":
      return whole(
        makeDocx({
          body: [{ text: title, style: "Title" }, ...paragraphs.map((paragraph) => ({ text: paragraph }))],
        }),
      );
    case "epub":
      return whole(makeEpub({ title, chapters: chaptersOf(text) }));
    case "csv":
      return whole(
        [
          "number,title,words,text",
          ...paragraphs.map((p, at) => `${at},${quoted(title)},${p.length},${quoted(p.slice(0, 200))}`),
        ].join("\n"),
      );
    case "jsonl":
      return whole(
        paragraphs.map((p, at) => JSON.stringify({ _id: `${name}-${at}`, title, text: p })).join("\n"),
      );
    default:
      return format satisfies never;
  }
}

/** `count` files of a format out of real texts, two in three English, the others Chinese; the same each time. */
export function makeFiles(format: Format, count: number): readonly MadeFile[] {
  const english = textsOf("usagov", "en");
  const chinese = textsOf("china-laws", "zh");
  return Array.from({ length: count }, (_, at) => {
    const source = at % 3 === 2 ? chinese : english;
    const text = source[Math.floor(at / 3) % source.length];
    if (text === undefined) throw new Error("the bundled corpora are empty");
    return fileOf(text, format, `${String(at).padStart(6, "0")}.${format}`);
  });
}
