import type { ParsedDocument } from "../document/document.ts";
import type { WebPageFailureCode } from "../ingest/web/read-web-page.ts";

interface Place {
  /** Absolute; an address of the web as it was given. */
  readonly path: string;
  /** Of a large text that is read in parts, from 1. */
  readonly part?: number;
  readonly partCount?: number;
}

/** A document as it was read, or why it was not; `UNREADABLE` where the file system refused it. */
export type ReadResult = Place &
  (
    | {
        readonly type: "document";
        readonly document: ParsedDocument;
        /** Where a page of the web came from in the end, and when (ISO 8601). */
        readonly url?: string;
        readonly fetched?: string;
      }
    | { readonly type: "failure"; readonly code: WebPageFailureCode | "UNREADABLE"; readonly message: string }
  );

/** A result as one line of JSON, line end included; the names of its fields are stable. */
export function resultJson(result: ReadResult): string {
  const { path, part, partCount } = result;
  const place = { path, ...(part === undefined ? {} : { part, partCount }) };
  if (result.type === "failure") {
    const { type, code, message } = result;
    return `${JSON.stringify({ ...place, type, code, message })}\n`;
  }
  const { url, fetched, document } = result;
  const { text, passages, links, ...facts } = document;
  const origin = url === undefined ? {} : { url, fetched };
  return `${JSON.stringify({ ...place, ...origin, type: "document", ...facts, text, passages, links })}\n`;
}

const labels = {
  en: {
    part: (part: number, count: number) => `part ${part} of ${count}`,
    failed: "Could not be read",
    address: "Address",
    fetched: "Fetched",
    title: "Title",
    authors: "Authors",
    publisher: "Publisher",
    published: "Published",
    modified: "Modified",
    language: "Language",
    mediaType: "Type",
    pages: "Pages",
    links: "Links",
    hidden: "Hidden characters dropped",
    warning: "Warning",
    passages: "Passages",
    bytes: "bytes",
  },
  zh: {
    part: (part: number, count: number) => `第 ${part} 部分，共 ${count} 部分`,
    failed: "无法读取",
    address: "网址",
    fetched: "读取时间",
    title: "标题",
    authors: "作者",
    publisher: "发布者",
    published: "发布日期",
    modified: "修改日期",
    language: "语言",
    mediaType: "类型",
    pages: "页数",
    links: "链接",
    hidden: "已去除的隐藏字符",
    warning: "警告",
    passages: "段落",
    bytes: "字节",
  },
} as const;

/** A result for people: the path and what is known of the document, its Markdown, and where its passages are. */
export function resultText(result: ReadResult, language: "en" | "zh"): string {
  const names = labels[language];
  const { path, part, partCount } = result;
  const place = part === undefined || partCount === undefined ? "" : ` (${names.part(part, partCount)})`;
  if (result.type === "failure")
    return `=== ${path}${place}\n${names.failed}: ${result.code}: ${result.message}\n\n`;
  const { document, url, fetched } = result;
  const facts = [
    [names.address, url],
    [names.fetched, fetched],
    [names.title, document.title],
    [names.authors, document.authors?.join(", ")],
    [names.publisher, document.publisher],
    [names.published, document.published],
    [names.modified, document.modified],
    [names.language, document.language],
    [names.mediaType, document.mediaType],
    [names.pages, document.pageCount],
    [names.links, document.links.length || undefined],
    [names.hidden, document.hiddenCharacters || undefined],
    ...document.warnings.map((warning) => [names.warning, warning] as const),
  ] as const;
  const known = facts.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}`);
  const passages = document.passages.map(({ index, kind, start, end, page, headingPath }) =>
    [
      `[${index + 1}] ${kind}, ${names.bytes} ${start}–${end}`,
      ...(page === undefined ? [] : [`p. ${page}`]),
      ...(headingPath.length === 0 ? [] : [headingPath.join(" › ")]),
    ].join(" · "),
  );
  return `=== ${path}${place}\n${known.join("\n")}\n\n${document.text}\n\n--- ${names.passages}: ${passages.length}\n${passages.join("\n")}\n\n`;
}
