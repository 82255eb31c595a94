import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PDFDocumentLoadingTask, PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { errorMessage } from "../../../core/errors.ts";
import type { ParseOutcome } from "../../document.ts";

export type LoadedPdf =
  | {
      readonly type: "loaded";
      readonly pdf: PDFDocumentProxy;
      readonly operators: Readonly<Record<string, number>>;
      readonly close: () => Promise<void>;
    }
  | Extract<ParseOutcome, { readonly type: "failure" }>;

const assets = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** Why pdf.js refused a file, as a failure. */
function failureOf(error: unknown): Extract<ParseOutcome, { readonly type: "failure" }> {
  if (error instanceof Error && error.name === "PasswordException") {
    return { type: "failure", code: "ENCRYPTED", message: "The PDF asks for a password." };
  }
  return { type: "failure", code: "CORRUPT", message: `Not a readable PDF: ${errorMessage(error)}` };
}

/**
 * Opens a PDF with pdf.js. The bytes are copied: the caller keeps its own. Nothing is fetched: character
 * maps (without which Chinese, Japanese and Korean fonts give no text) and standard fonts come from the
 * installed package. `close` must be called. Never throws for what the bytes hold.
 */
export async function loadPdf(bytes: Uint8Array): Promise<LoadedPdf> {
  const { getDocument, OPS, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  let task: PDFDocumentLoadingTask | undefined;
  try {
    const opened = getDocument({
      // pdf.js refuses a Buffer, whose `slice` gives another Buffer of the same memory.
      data: new Uint8Array(bytes),
      cMapUrl: join(assets, "cmaps/"),
      cMapPacked: true,
      standardFontDataUrl: join(assets, "standard_fonts/"),
      useWorkerFetch: false,
      useSystemFonts: false,
      disableFontFace: true,
      isOffscreenCanvasSupported: false,
      useWasm: false,
      enableXfa: false,
      fontExtraProperties: true,
      maxImageSize: 1,
      verbosity: VerbosityLevel.ERRORS,
    });
    task = opened;
    const pdf = await opened.promise;
    return { type: "loaded", pdf, operators: OPS, close: () => opened.destroy() };
  } catch (error) {
    await task?.destroy();
    return failureOf(error);
  }
}
