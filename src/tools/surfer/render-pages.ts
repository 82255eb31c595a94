import { citationId } from "../../core/ids.ts";
import type { Passage, Source } from "../../core/source.ts";
import type { PageLink } from "../../web/page-provider.ts";
import { attribute, quoted } from "./render-text.ts";

export type OpenedPage =
  | {
      readonly type: "page";
      readonly ref: string;
      readonly source: Source;
      /** What is shown, in document order. */
      readonly shown: readonly Passage[];
      readonly all: readonly Passage[];
      /** Where the page leads on; these may be opened. */
      readonly links?: readonly PageLink[];
    }
  | { readonly type: "failure"; readonly ref: string; readonly code: string; readonly message: string };

const maxOutlineLines = 60;
const maxLinks = 40;
const longestLinkText = 120;

/** What a language model reads of opened documents: passages under citation ids, and an outline of what is left out. */
export function renderPages(pages: readonly OpenedPage[]): string {
  return ["<opened_pages>", ...pages.map(renderPage), "</opened_pages>"].join("\n");
}

function renderPage(page: OpenedPage): string {
  if (page.type === "failure")
    return `<page ${attribute("ref", page.ref)} ${attribute("code", page.code)} ${attribute("error", page.message)}/>`;
  const { source, shown, all } = page;
  const attributes = [
    attribute("title", source.title),
    attribute("url", source.url),
    attribute("source_id", source.id.slice(0, 16)),
    attribute("published", source.published),
    attribute("publisher", source.publisher),
    attribute("fetched", source.fetched?.slice(0, 10)),
    `passages="${shown.length} of ${all.length}"`,
  ].filter((text) => text !== "");
  const parts = shown.map((passage) => renderPassage(source, passage));
  const outline = shown.length < all.length ? [renderOutline(page)] : [];
  return [`<page ${attributes.join(" ")}>`, ...parts, ...outline, ...renderLinks(page), "</page>"].join("\n");
}

/** Links with words of their own; what a page leads to with an icon or a number is left out. */
function renderLinks({ links = [] }: Extract<OpenedPage, { type: "page" }>): readonly string[] {
  const telling = new Map(
    links.filter(({ text }) => /\p{L}{2}/u.test(text)).map(({ text, url }) => [url, text] as const),
  );
  if (telling.size === 0) return [];
  const lines = [...telling]
    .slice(0, maxLinks)
    .map(
      ([url, text]) =>
        `<link ${attribute("url", url)} ${attribute("text", text.slice(0, longestLinkText))}/>`,
    );
  return ["<links>", ...lines, "</links>"];
}

function renderPassage(source: Source, passage: Passage): string {
  const section = attribute("section", passage.headingPath.join(" > "));
  const page = passage.page === undefined ? "" : `page="${passage.page}"`;
  const id = attribute("id", citationId(source.id, passage.start, passage.end));
  const attributes = [id, section, page].filter((text) => text !== "");
  return `<passage ${attributes.join(" ")}>\n${quoted(passage.text)}\n</passage>`;
}

function renderOutline({ all }: Extract<OpenedPage, { type: "page" }>): string {
  const headings = [...new Set(all.map((passage) => passage.headingPath.join(" > ")))].filter(
    (path) => path !== "",
  );
  const lines = headings.slice(0, maxOutlineLines);
  const more =
    headings.length > lines.length ? [`… and ${headings.length - lines.length} more sections`] : [];
  return ["<outline>", ...lines.map(quoted), ...more, "</outline>"].join("\n");
}
