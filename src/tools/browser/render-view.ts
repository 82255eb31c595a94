import type { BrowserView, PageLine } from "../../web/browser/browsing.ts";
import { attribute, quoted } from "../surfer/render-text.ts";

/** About 3,000 tokens of English: what one look shows of an outline. */
const maxCharacters = 12_000;
const mostFound = 40;
const mostTabs = 8;

/** Which lines of the outline are shown: a page of it, or those with some words. */
export type Section =
  | { readonly type: "page"; readonly page: number }
  | { readonly type: "find"; readonly words: string };

/** What a language model reads of a browser's page. All that the page says is data. */
export function renderView(view: BrowserView, section: Section): string {
  const { scroll, tabs } = view;
  const shown = section.type === "page" ? pageOf(view.lines, section.page) : found(view.lines, section.words);
  const attributes = [
    attribute("title", view.title),
    attribute("url", view.url),
    attribute("status", view.status === undefined ? undefined : String(view.status)),
    attribute("scrolled", `${scroll.top} of ${Math.max(0, scroll.height - scroll.screenHeight)} px`),
    attribute("shown", shown.told),
  ].filter((text) => text !== "");
  const others = tabs.length < 2 ? [] : tabs.slice(0, mostTabs).map(renderTab);
  return [
    ...view.notes.map((note) => `Note: ${note}`),
    `<browser_page ${attributes.join(" ")}>`,
    ...others,
    ...view.dialogs.map((dialog) => `<dialog>${quoted(dialog)}</dialog>`),
    ...shown.lines.map(renderLine),
    "</browser_page>",
  ].join("\n");
}

function renderTab({ number, url, isCurrent }: BrowserView["tabs"][number]): string {
  return `<tab number="${number}" ${attribute("url", url)}${isCurrent ? ' current="yes"' : ""}/>`;
}

function renderLine({ depth, element, role, text, details }: PageLine): string {
  const id = element === undefined ? "" : `[${element}] `;
  const said = role === "text" ? text : [role, text === "" ? "" : JSON.stringify(text)].join(" ").trim();
  const more = details.length === 0 ? "" : ` (${details.join(", ")})`;
  return quoted(`${"  ".repeat(Math.min(depth, 10))}- ${id}${said}${more}`);
}

interface Shown {
  readonly lines: readonly PageLine[];
  readonly told: string;
}

function pageOf(lines: readonly PageLine[], page: number): Shown {
  const pages: PageLine[][] = [[]];
  let length = 0;
  for (const line of lines) {
    length += renderLine(line).length + 1;
    if (length > maxCharacters && (pages.at(-1)?.length ?? 0) > 0) {
      pages.push([]);
      length = renderLine(line).length + 1;
    }
    pages.at(-1)?.push(line);
  }
  const at = Math.min(page, pages.length);
  const more = at < pages.length ? `; look with page ${at + 1} for more` : "";
  return { lines: pages[at - 1] ?? [], told: `page ${at} of ${pages.length}${more}` };
}

function found(lines: readonly PageLine[], words: string): Shown {
  const wanted = words.toLowerCase();
  const hits = lines.filter(({ text, details }) =>
    `${text} ${details.join(" ")}`.toLowerCase().includes(wanted),
  );
  const told = `${Math.min(hits.length, mostFound)} of ${hits.length} lines with ${JSON.stringify(words)}`;
  return { lines: hits.slice(0, mostFound), told };
}
