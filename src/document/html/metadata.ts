import { present } from "../../core/present.ts";
import { readDate } from "../dates.ts";
import type { DocumentMetadata } from "../document.ts";
import { singleLine } from "../normalise.ts";
import { saysTitle } from "./title-leaf.ts";
import { follow, isArticleType, readLinkedData, stringOf, stringsOf, typesOf } from "./json-ld.ts";
import { elementsOf, type HtmlElement, textContent } from "./tree.ts";

export interface PageMetadata extends DocumentMetadata {
  /** Whether the page says of itself that it is an article or a post. */
  readonly isArticle: boolean;
  /** Base for relative links, where the page gives one. */
  readonly base?: string;
}

const longestTitle = 400;
const mostAuthors = 50;

/** What the page's markup says about it, by source. */
interface Clues {
  /** `meta` contents by lower-case name or property. */
  readonly meta: ReadonlyMap<string, readonly string[]>;
  /** Microdata values by `itemprop`. */
  readonly items: ReadonlyMap<string, readonly string[]>;
  readonly title: string | undefined;
  readonly language: string | undefined;
  readonly canonical: string | undefined;
  readonly base: string | undefined;
  readonly authorLinks: readonly string[];
  readonly times: readonly string[];
  readonly isMarkedPost: boolean;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else if (values.length < mostAuthors) values.push(value);
}

function collectClues(root: HtmlElement): Clues {
  const meta = new Map<string, string[]>();
  const items = new Map<string, string[]>();
  const authorLinks: string[] = [];
  const times: string[] = [];
  let title: string | undefined;
  let language: string | undefined;
  let canonical: string | undefined;
  let base: string | undefined;
  let isMarkedPost = false;
  for (const element of elementsOf(root)) {
    const { tag, attributes } = element;
    const { content, href, itemprop, datetime, rel } = attributes;
    if (tag === "meta" && content !== undefined) {
      const name = attributes["property"] ?? attributes["name"] ?? attributes["http-equiv"];
      if (name !== undefined && content.trim() !== "") push(meta, name.toLowerCase(), content.trim());
    }
    if (itemprop !== undefined) {
      const value = content ?? datetime ?? singleLine(textContent(element).slice(0, longestTitle));
      if (value !== "") push(items, itemprop.toLowerCase(), value);
    }
    if (/schema\.org\/(?:\w*Article|BlogPosting)$/i.test(attributes["itemtype"] ?? "")) isMarkedPost = true;
    if (tag === "title" && title === undefined) title = singleLine(textContent(element));
    else if (tag === "html") language ??= attributes["lang"] ?? attributes["xml:lang"];
    else if (tag === "base") base ??= href;
    else if (tag === "link" && rel === "canonical") canonical ??= href;
    else if (tag === "a" && rel === "author") authorLinks.push(singleLine(textContent(element)));
    else if (tag === "time" && datetime !== undefined) times.push(datetime);
    else if (tag === "article" && /\bhentry\b|\btype-post\b/.test(attributes["class"] ?? ""))
      isMarkedPost = true;
  }
  return { meta, items, title, language, canonical, base, authorLinks, times, isMarkedPost };
}

function first(meta: ReadonlyMap<string, readonly string[]>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = meta.get(name)?.[0];
    if (value !== undefined) return value;
  }
  return undefined;
}

const publishedNames = [
  "article:published_time",
  "article:published",
  "og:article:published_time",
  "datepublished",
  "date",
  "dc.date",
  "dc.date.issued",
  "dcterms.date",
  "dcterms.created",
  "dcterms.issued",
  "dc.date.created",
  "pubdate",
  "publishdate",
  "publish-date",
  "publication_date",
  "citation_publication_date",
  "citation_date",
  "parsely-pub-date",
  "sailthru.date",
  "article.published",
  "originalpublicationdate",
];
const modifiedNames = [
  "article:modified_time",
  "article:modified",
  "og:updated_time",
  "datemodified",
  "dcterms.modified",
  "dc.date.modified",
  "last-modified",
  "lastmod",
  "revised",
];
const authorNames = [
  "author",
  "article:author",
  "parsely-author",
  "dc.creator",
  "dcterms.creator",
  "citation_author",
  "sailthru.author",
  "byl",
];
const publisherNames = [
  "og:site_name",
  "dc.publisher",
  "dcterms.publisher",
  "citation_journal_title",
  "application-name",
];

function firstDate(values: readonly (string | undefined)[]): string | undefined {
  return values
    .map((value) => (value === undefined ? undefined : readDate(value)))
    .find((date) => date !== undefined);
}

/** "Ann Lee and Bo Ray" is two people, "Trade and Industry" and "Mac & i" are not. */
function splitNames(value: string): readonly string[] {
  const parts = value.split(/\s+(?:and|und|&)\s+/);
  return parts.length > 1 &&
    parts.every((part) => /^\p{Lu}\S+(?:\s+\S+)+$/u.test(part.replace(/^by\s+/i, "")))
    ? parts
    : [value];
}

/** Names of people or bodies, split and freed of "By"; links and what is too long for a name are left out. */
function tidyAuthors(values: readonly string[]): readonly string[] {
  const names = values
    .flatMap((value) =>
      singleLine(value)
        .split(/\s*(?:;|\||，|、)\s*/)
        .flatMap(splitNames),
    )
    .map((name) => name.replace(/^(?:by|von|par|por|di|作者|记者|文)[\s:：]+/iu, "").trim())
    .filter(
      (name) =>
        /\p{L}/u.test(name) &&
        name.length <= 100 &&
        !/https?:|www\.|@|^(?:admin|editor|webmaster)$/i.test(name),
    );
  return [...new Set(names)].slice(0, mostAuthors);
}

/** A page title without the name of its site, where the two are joined by a separator. */
function withoutSiteName(title: string, site: string | undefined): string {
  const parts = title.split(/\s+[|–—·•»:\-_]\s+|\s*[|｜_]\s*/);
  const last = parts.at(-1);
  if (parts.length < 2 || last === undefined) return title;
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  const isSite = (part: string): boolean => site !== undefined && same(part, site);
  if (isSite(last)) return title.slice(0, title.lastIndexOf(last)).replace(/\s*[|｜–—·•»:\-_]\s*$/, "");
  if (parts[0] !== undefined && isSite(parts[0]))
    return title.slice(parts[0].length).replace(/^\s*[|｜–—·•»:\-_]\s*/, "");
  return title;
}

/** The title for sharing, else the structured headline if the page's own title agrees with it, else that title. */
function chooseHeadline({ meta, title }: Clues, headline: string | undefined): string {
  const shared = first(meta, ["og:title", "twitter:title", "dc.title", "citation_title"]);
  if (shared !== undefined) return shared;
  if (headline !== undefined && (title === undefined || saysTitle(headline, title))) return headline;
  return title ?? headline ?? "";
}

/** Reads title, authors, publisher, dates, language and address from a page's head, JSON-LD and microdata. */
export function readPageMetadata(root: HtmlElement): PageMetadata {
  const clues = collectClues(root);
  const { meta, items } = clues;
  const nodes = readLinkedData(root);
  const articles = nodes.filter((node) => typesOf(node).some(isArticleType));
  const article = articles[0] ?? nodes.find((node) => typesOf(node).includes("WebPage"));

  const publisher = [first(meta, publisherNames), stringOf(follow(article?.["publisher"], nodes))].find(
    (name) => name !== undefined && !/^(?:https?:|www\.)/i.test(name),
  );
  const title = chooseHeadline(clues, stringOf(article?.["headline"])).slice(0, longestTitle);
  const published = firstDate([
    stringOf(article?.["datePublished"]),
    ...publishedNames.map((name) => meta.get(name)?.[0]),
    items.get("datepublished")?.[0],
    clues.times[0],
  ]);
  const modified = firstDate([
    stringOf(article?.["dateModified"]),
    ...modifiedNames.map((name) => meta.get(name)?.[0]),
    items.get("datemodified")?.[0],
  ]);
  const byline = [
    stringsOf(article?.["author"]),
    authorNames.flatMap((name) => meta.get(name) ?? []),
    items.get("author") ?? [],
    clues.authorLinks,
  ]
    .map((values) => tidyAuthors(values))
    .find((names) => names.length > 0);
  const locale = clues.language ?? first(meta, ["content-language", "og:locale", "dc.language", "language"]);
  const language = /^[a-z]{2,3}\b/i.exec(locale ?? "")?.[0].toLowerCase();
  const canonical = clues.canonical ?? first(meta, ["og:url"]);
  return {
    isArticle:
      articles.length > 0 ||
      clues.isMarkedPost ||
      meta.has("article:published_time") ||
      first(meta, ["og:type"]) === "article",
    ...(title === "" ? {} : { title: withoutSiteName(singleLine(title), publisher) }),
    ...present({
      authors: byline,
      publisher,
      published,
      modified,
      language,
      canonicalUrl: canonical,
      base: clues.base,
    }),
  };
}
