import { errorMessage } from "../core/errors.ts";
import { decodeText } from "./charset.ts";
import type { ParseHints, ParseOutcome } from "./document.ts";
import { type BinaryFormat, sniffBinary, sniffText, type TextFormat } from "./sniff.ts";

export interface ParseOptions {
  /** Larger files are refused as TOO_LARGE; 512 MiB where absent. */
  readonly maxBytes?: number;
  /** Of a longer text only the beginning is read, with a warning; 64 MiB where absent. */
  readonly maxTextBytes?: number;
}

const mebibyte = 1 << 20;
const defaultMaxBytes = 512 * mebibyte;
const defaultMaxTextBytes = 64 * mebibyte;

type Failure = Extract<ParseOutcome, { readonly type: "failure" }>;

function failure(code: Failure["code"], message: string): Failure {
  return { type: "failure", code, message };
}

/** Parsers are loaded when they are needed: a text file never loads the PDF reader. */
async function parseBinary(
  format: BinaryFormat,
  bytes: Uint8Array,
  hints: ParseHints,
): Promise<ParseOutcome> {
  switch (format) {
    case "pdf":
      return (await import("./pdf/parse-pdf.ts")).parsePdf(bytes, hints);
    case "docx":
      return (await import("./docx/parse-docx.ts")).parseDocx(bytes, hints);
    case "epub":
      return (await import("./epub/parse-epub.ts")).parseEpub(bytes, hints);
    case "xlsx":
      return (await import("./table/parse-xlsx.ts")).parseXlsx(bytes, hints);
    case "pptx":
      return (await import("./pptx/parse-pptx.ts")).parsePptx(bytes, hints);
    default:
      return format satisfies never;
  }
}

async function parseByFormat(format: TextFormat, text: string, hints: ParseHints): Promise<ParseOutcome> {
  switch (format) {
    case "html":
      return (await import("./html/parse-html.ts")).parseHtml(text, hints);
    case "markdown":
      return (await import("./markdown/parse-markdown.ts")).parseMarkdown(text, hints);
    case "text":
      return (await import("./markdown/parse-text.ts")).parseText(text, hints);
    case "csv":
      return (await import("./table/parse-csv.ts")).parseCsv(Buffer.from(text), hints);
    case "json":
      return (await import("./json/parse-json-document.ts")).parseJsonDocument(Buffer.from(text), hints);
    default:
      return format satisfies never;
  }
}

function addWarnings(outcome: ParseOutcome, warnings: readonly string[]): ParseOutcome {
  if (outcome.type === "failure" || warnings.length === 0) return outcome;
  const { document } = outcome;
  return { type: "document", document: { ...document, warnings: [...warnings, ...document.warnings] } };
}

/** The beginning of a text up to a line's end. */
function beginningOf(bytes: Uint8Array, most: number): Uint8Array {
  const lineEnd = bytes.lastIndexOf(10, most);
  return bytes.subarray(0, lineEnd > most / 2 ? lineEnd : most);
}

async function parseTextBytes(bytes: Uint8Array, hints: ParseHints, most: number): Promise<ParseOutcome> {
  const isCut = bytes.byteLength > most;
  const { text, warnings } = decodeText(isCut ? beginningOf(bytes, most) : bytes, hints);
  if (text.trim() === "") return failure("EMPTY", "The file has no text.");
  const size = (count: number): string => `${Math.round(count / mebibyte)} MiB`;
  const cut = isCut ? [`Only the first ${size(most)} of ${size(bytes.byteLength)} were read.`] : [];
  return addWarnings(await parseByFormat(sniffText(text, hints), text, hints), [...cut, ...warnings]);
}

/**
 * Reads the bytes of a file or a response into a document. The content decides what it is; name and Content-Type
 * only break ties. Whatever the bytes are, the outcome is a document or a failure with a code, never a throw. Takes
 * time and memory in proportion to the size, which is bounded by the options.
 */
export async function parseDocument(
  bytes: Uint8Array,
  hints: ParseHints,
  options: ParseOptions = {},
): Promise<ParseOutcome> {
  const { maxBytes = defaultMaxBytes, maxTextBytes = defaultMaxTextBytes } = options;
  if (bytes.byteLength === 0) return failure("EMPTY", "The file is empty.");
  if (bytes.byteLength > maxBytes) {
    const most = `${Math.round(maxBytes / mebibyte)} MiB`;
    return failure("TOO_LARGE", `The file is larger than ${most}. Divide it into smaller files.`);
  }
  try {
    const guess = await sniffBinary(bytes);
    if (guess.type === "binary") return await parseBinary(guess.format, bytes, hints);
    if (guess.type === "unknown") {
      return failure(
        "UNSUPPORTED",
        `The file is ${guess.name}, which has no text to read. Convert it to PDF, HTML or text.`,
      );
    }
    return await parseTextBytes(bytes, hints, maxTextBytes);
  } catch (error) {
    return failure("CORRUPT", `The file could not be read: ${errorMessage(error)}`);
  }
}
