import { fileTypeFromBuffer } from "file-type";
import { parseJson } from "../core/json.ts";
import type { ParseHints } from "./document.ts";

export type BinaryFormat = "pdf" | "docx" | "epub" | "xlsx" | "pptx";
export type TextFormat = "html" | "markdown" | "text" | "json" | "csv";

export type BinaryGuess =
  | { readonly type: "binary"; readonly format: BinaryFormat }
  /** Not text, and nothing that is read here; `name` is its media type where it is known. */
  | { readonly type: "unknown"; readonly name: string }
  | { readonly type: "text" };

const sampleLength = 16_384;
const pdfReach = 1_024;

const binaryFormats: Readonly<Record<string, BinaryFormat>> = {
  pdf: "pdf",
  docx: "docx",
  epub: "epub",
  xlsx: "xlsx",
  pptx: "pptx",
};
/** What `file-type` knows by a beginning that is text all the same. */
const textTypes = new Set(["xml", "rtf", "html", "vtt", "ics", "vcf", "svg"]);

/** Files in an Office or EPUB container, by which it is known when its first entry is another. */
const containerFiles: readonly (readonly [string, BinaryFormat])[] = [
  ["word/document.xml", "docx"],
  ["xl/workbook.xml", "xlsx"],
  ["ppt/presentation.xml", "pptx"],
  ["META-INF/container.xml", "epub"],
];

function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleLength);
  const [first, second] = sample;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) return false;
  let zeros = 0;
  let evenZeros = 0;
  let controls = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) {
      zeros += 1;
      if (index % 2 === 0) evenZeros += 1;
    } else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1;
  }
  const oddZeros = zeros - evenZeros;
  const isRegular = zeros > sample.length * 0.3 && Math.min(evenZeros, oddZeros) < sample.length * 0.02;
  return (zeros > 0 && !isRegular && zeros > sample.length * 0.001) || controls > sample.length * 0.05;
}

/** Tells binary formats by their bytes alone. Never throws. */
export async function sniffBinary(bytes: Uint8Array): Promise<BinaryGuess> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, pdfReach));
  if (head.includes("%PDF-")) return { type: "binary", format: "pdf" };
  if (head.toString("latin1", 0, 4) === "PK\u0003\u0004") {
    const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const found = containerFiles.find(([file]) => whole.includes(file));
    if (found !== undefined) return { type: "binary", format: found[1] };
  }
  const kind = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const format = kind === undefined ? undefined : binaryFormats[kind.ext];
  if (format !== undefined) return { type: "binary", format };
  if (kind !== undefined && !textTypes.has(kind.ext) && looksBinary(bytes))
    return { type: "unknown", name: kind.mime };
  if (kind?.ext === "rtf") return { type: "unknown", name: kind.mime };
  if (looksBinary(bytes)) return { type: "unknown", name: kind?.mime ?? "binary data" };
  return { type: "text" };
}

/** Lower-case suffix of a file name or of the path of a URL, without the dot. */
function suffixOf(name: string | undefined): string {
  const path = (name ?? "").replace(/[?#].*$/, "");
  return /\.([A-Za-z\d]{1,8})$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

const formatOfSuffix: Readonly<Record<string, TextFormat>> = {
  html: "html",
  htm: "html",
  xhtml: "html",
  shtml: "html",
  md: "markdown",
  markdown: "markdown",
  mdx: "markdown",
  json: "json",
  jsonl: "json",
  ndjson: "json",
  geojson: "json",
  csv: "csv",
  tsv: "csv",
  tab: "csv",
};

function hintedFormat(hints: ParseHints): TextFormat | undefined {
  const bySuffix = formatOfSuffix[suffixOf(hints.name)];
  if (bySuffix !== undefined) return bySuffix;
  const type = hints.contentType ?? "";
  if (/\bhtml\b|xhtml/i.test(type)) return "html";
  if (/markdown/i.test(type)) return "markdown";
  if (/\bjson\b|ndjson/i.test(type)) return "json";
  return /csv|tab-separated/i.test(type) ? "csv" : undefined;
}

function isHtml(head: string, isHinted: boolean): boolean {
  const start = head.replace(/^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[^]*?-->\s*)*/, "");
  if (/^<!doctype\s+html|^<(?:html|head|body)\b/i.test(start)) return true;
  const blocks =
    head.match(
      /<\/?(?:div|p|main|article|section|ul|ol|li|table|tr|td|h[1-6]|span|nav|header|footer|br|title|meta|script)\b[^<]{0,300}>/gi,
    )?.length ?? 0;
  if (isHinted) return blocks > 0 || /<\w+[^>]*>/.test(head);
  return start.startsWith("<") && blocks >= 3;
}

function isJson(text: string, isHinted: boolean): boolean {
  const start = text.trimStart();
  if (!/^[{[]/.test(start)) return false;
  const lines = start
    .slice(0, sampleLength)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const whole = lines.length > 1 && start.length > sampleLength ? lines.slice(0, -1) : lines;
  if (whole.length > 1 && whole.slice(0, 5).every((line) => /^\s*[{[]/.test(line) && parseJson(line).ok))
    return true;
  if (start.length <= sampleLength * 64) return parseJson(start).ok || isHinted;
  return isHinted || /^(?:\{\s*"|\[\s*[[{"\d])/.test(start);
}

/** Columns of the first lines under one delimiter, quoted fields being taken for one. */
function columnCounts(lines: readonly string[], delimiter: string): readonly number[] {
  return lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, "x").split(delimiter).length);
}

function isCsv(text: string, isHinted: boolean): boolean {
  const lines = text
    .slice(0, sampleLength)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 40);
  const complete = text.length > sampleLength ? lines.slice(0, -1) : lines;
  if (isHinted) return complete.length > 0;
  if (complete.length < 4) return false;
  return ["\t", ";", ",", "|"].some((delimiter) => {
    const counts = columnCounts(complete, delimiter);
    const [first = 0] = counts;
    const fields = complete.flatMap((line) => line.split(delimiter));
    const isTerse = fields.reduce((sum, field) => sum + field.length, 0) / fields.length < 40;
    return (
      first >= 3 && isTerse && counts.every((count) => count === first) && !/^\s*\|/.test(complete[0] ?? "")
    );
  });
}

function isMarkdown(head: string): boolean {
  if (/^---\r?\n(?:[\w-]+:.*\r?\n)+---\r?$/m.test(head.slice(0, 4_000))) return true;
  const signs = [
    /^#{1,6} \S/m,
    /^(?:```|~~~)/m,
    /^\|.*\|\s*\n\|[\s:|-]+\|/m,
    /\[[^\]\n]+\]\([^)\s]+\)/,
    /^\s*[-*] \S.*\n\s*[-*] \S/m,
    /\*\*[^*\n]+\*\*/,
    /^[^\n]+\n[=-]{3,}\s*$/m,
  ];
  const found = signs.filter((sign) => sign.test(head)).length;
  return found >= 2 || /^#{1,6} \S[^\n]*\n\s*\n/.test(head.trimStart());
}

/** Tells formats of text by their content; suffix and Content-Type break ties and lower the bar. */
export function sniffText(text: string, hints: ParseHints): TextFormat {
  const hinted = hintedFormat(hints);
  const head = text.slice(0, sampleLength);
  if (/^\s*(?:<!doctype\s+html|<html\b)/i.test(head)) return "html";
  if (isJson(text, hinted === "json")) return "json";
  if (hinted === "markdown") return "markdown";
  if (isHtml(head, hinted === "html")) return "html";
  if (isCsv(text, hinted === "csv")) return "csv";
  return isMarkdown(head) ? "markdown" : "text";
}
