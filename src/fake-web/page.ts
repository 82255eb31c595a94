import { escapeHtml } from "../report/render/html-text.ts";

/** A page of the fake web, before it is markup. */
export interface FakePage {
  readonly title: string;
  readonly language: "en" | "zh";
  readonly paragraphs: readonly string[];
  /** The first row holds the headings. */
  readonly table?: readonly (readonly string[])[];
  readonly links?: readonly { readonly text: string; readonly url: string }[];
  readonly site: string;
  readonly author?: string;
  /** ISO date. */
  readonly published?: string;
}

/** A page as a site of today serves it: metadata, navigation, the text, a footer. `extra` goes before the footer. */
export function renderPage(page: FakePage, extra = ""): string {
  const { title, language, site, author, published } = page;
  const meta = [
    ...(author === undefined ? [] : [`<meta name="author" content="${escapeHtml(author)}">`]),
    ...(published === undefined ? [] : [`<meta property="article:published_time" content="${published}">`]),
  ];
  const words =
    language === "zh" ? { home: "首页", contact: "联系我们" } : { home: "Home", contact: "Contact" };
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)} | ${escapeHtml(site)}</title>${meta.join("")}</head>
<body><header><nav><a href="/">${words.home}</a> <a href="/contact">${words.contact}</a></nav></header>
<main><article><h1>${escapeHtml(title)}</h1>
${renderText(page)}
</article></main>
${extra}<footer><p>© ${escapeHtml(site)}</p></footer></body></html>`;
}

/** The text of a page as markup, without what stands around it. */
export function renderText({ paragraphs, table, links = [] }: FakePage): string {
  const rows = (table ?? []).map((cells, row) => {
    const tag = row === 0 ? "th" : "td";
    return `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  });
  const items = links.map(({ text, url }) => `<li><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></li>`);
  return [
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    ...(rows.length === 0 ? [] : [`<table>${rows.join("")}</table>`]),
    ...(items.length === 0 ? [] : [`<ul>${items.join("")}</ul>`]),
  ].join("\n");
}

/** All words of a page, as a search engine indexes them. */
export function pageText({ paragraphs, table = [] }: FakePage): readonly string[] {
  return [...paragraphs, ...table.map((cells) => cells.join(": "))];
}
