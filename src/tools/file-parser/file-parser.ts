import { z } from "zod";
import { type AnyTool, defineTool, type ToolResult } from "../../agent/tool.ts";
import type { Archive } from "../../document/archive/open-archive.ts";
import type { ParsedDocument, ParseHints, ParseOutcome } from "../../document/document.ts";
import { attribute, quoted } from "../surfer/render-text.ts";
import { readFileInside } from "./read-file-inside.ts";

const input = z.object({
  path: z
    .string()
    .trim()
    .min(1)
    .max(1_000)
    .describe("a file of the workspace, such as downloads/report.pptx"),
  inner: z
    .array(z.string().min(1).max(1_000))
    .max(3)
    .default([])
    .describe("a file in an archive, by its name there; several names lead through archives in archives"),
  page: z.coerce.number().int().min(1).max(10_000).default(1).describe("part of a long document or list"),
  query: z.string().trim().min(1).max(200).optional().describe("only passages with these words"),
});

type Call = z.infer<typeof input>;

const description = `Reads files of the workspace as text: PDF, Word, PowerPoint (slides with their numbers, tables, notes), Excel, EPUB, HTML, CSV, JSON, Markdown.
ZIP, tar, tar.gz and gz are listed; inner names a file in them to read. Long documents come in parts (page), or only what has some words (query).
What is read so has no citation ids: to cite a document, open its address with batch_open or read it in the browser.`;

/** Parses a document away from the main thread, with limits. */
export type ParseFile = (
  file: { readonly name: string; readonly bytes: Uint8Array; readonly hints: ParseHints },
  signal: AbortSignal,
) => Promise<ParseOutcome>;

/**
 * Documents and archives of the workspace as text. What the agent wrote there itself could be read back as well, so
 * nothing of it becomes evidence.
 */
export function fileParser(parse: ParseFile): AnyTool {
  return defineTool({
    name: "file_parser",
    description,
    input,
    parallel: true,
    paged: true,
    run: async (call, { workspace, signal }) => {
      const file = await readFileInside(workspace, call);
      if (file.type === "failure") return { content: `Not read: ${file.why}.`, isError: true };
      if (file.type === "archive") return { content: renderArchive(file.name, file.archive, call.page) };
      const outcome = await parse({ ...file, hints: { name: file.name } }, signal);
      return outcome.type === "failure"
        ? { content: `Not read: ${outcome.message}`, isError: true }
        : renderDocument(file.name, outcome.document, call);
    },
  });
}

const entriesOfPage = 200;

function renderArchive(name: string, { format, entries, leftOut }: Archive, page: number): string {
  const pages = Math.max(1, Math.ceil(entries.length / entriesOfPage));
  const at = Math.min(page, pages);
  const shown = entries.slice((at - 1) * entriesOfPage, at * entriesOfPage);
  const lines = shown.map((entry) => quoted(`- ${JSON.stringify(entry.name)} (${entry.bytes} bytes)`));
  const others =
    leftOut === 0 ? [] : [`${leftOut} entries are folders, links or unsafe names and are left out.`];
  const head = `<archive ${attribute("file", name)} format="${format}" entries="${entries.length}" shown="page ${at} of ${pages}">`;
  return [head, ...lines, "</archive>", ...others].join("\n");
}

/** About 4,000 tokens of English. */
const maxCharacters = 16_000;

function renderDocument(name: string, document: ParsedDocument, { page, query }: Call): ToolResult {
  const wanted = query?.toLowerCase();
  const passages = document.passages.filter(
    ({ text, headingPath }) =>
      wanted === undefined || `${headingPath.join(" ")} ${text}`.toLowerCase().includes(wanted),
  );
  const parts = divided(passages.map(renderPassage));
  const at = Math.min(page, parts.length);
  const attributes = [
    attribute("file", name),
    attribute("title", document.title),
    attribute("authors", document.authors?.join("; ")),
    attribute("published", document.published),
    attribute("pages", document.pageCount === undefined ? undefined : String(document.pageCount)),
    attribute("passages", `${passages.length} of ${document.passages.length}`),
    attribute("shown", `part ${at} of ${parts.length}`),
  ].filter((text) => text !== "");
  const warnings = document.warnings.map((warning) => `Note: ${warning}`);
  const content = [
    ...warnings,
    `<document ${attributes.join(" ")}>`,
    ...(parts[at - 1] ?? []),
    "</document>",
  ];
  return { content: content.join("\n") };
}

function renderPassage({ text, page, headingPath }: ParsedDocument["passages"][number]): string {
  const section = attribute("section", headingPath.join(" > "));
  const attributes = [section, page === undefined ? "" : `page="${page}"`].filter((one) => one !== "");
  return `<passage${attributes.map((one) => ` ${one}`).join("")}>\n${quoted(text)}\n</passage>`;
}

function divided(blocks: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  let length = 0;
  for (const block of blocks) {
    if (length + block.length > maxCharacters && length > 0) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(block);
    length += block.length;
  }
  return parts;
}
