import { present } from "../core/present.ts";
import type { FakeAnswer, FakeRequest } from "../web/fake-hosts.ts";
import { type FakePage, pageText, renderPage } from "./page.ts";

/** What a site is for in the fake web; said in `FakeWeb.sites`, so that a test can count what was read where. */
export const siteKinds = [
  "official",
  "press",
  "reference",
  "papers",
  "mirror",
  "near-copy",
  "farm",
  "outdated",
  "scripted",
  "hostile",
  "paywalled",
  "login",
  "bot-check",
  "soft-404",
  "moved",
  "circling",
  "slow",
  "silent",
  "broken",
  "throttled",
  "disallowed",
  "legacy-encoding",
  "maze",
  "bundled",
] as const;
export type SiteKind = (typeof siteKinds)[number];

/** Something that the search engine of the fake web lists. */
export interface Listing {
  readonly url: string;
  readonly title: string;
  readonly language: string;
  /** What the engine has read there, a paragraph each. */
  readonly text: readonly string[];
  readonly published?: string;
}

export interface FakeSite {
  readonly host: string;
  readonly kind: SiteKind;
  readonly listings: readonly Listing[];
  answer(request: FakeRequest): FakeAnswer;
}

export const html = { "content-type": "text/html; charset=utf-8" } as const;

export const notFound: FakeAnswer = { status: 404, headers: html, body: "<h1>Not found</h1>" };

/** A page with the address it is served at. */
export interface PlacedPage {
  /** Begins with a slash. */
  readonly path: string;
  readonly page: FakePage;
}

export function listingOf(host: string, { path, page }: PlacedPage): Listing {
  const { title, language, published } = page;
  const url = `http://${host}${path}`;
  return { url, title, language, text: pageText(page), ...present({ published }) };
}

export interface PageSiteOptions {
  readonly host: string;
  readonly kind: SiteKind;
  readonly pages: readonly PlacedPage[];
  /** Markup in place of the usual one. */
  readonly render?: (page: FakePage) => string;
}

/** A site of pages; its start page links to all of them, and there is nothing else. */
export function pageSite({ host, kind, pages, render = renderPage }: PageSiteOptions): FakeSite {
  const byPath = new Map(pages.map(({ path, page }) => [path, page]));
  return {
    host,
    kind,
    listings: pages.map((placed) => listingOf(host, placed)),
    answer({ url }) {
      const page = byPath.get(url.pathname);
      if (page !== undefined) return { headers: html, body: render(page) };
      return url.pathname === "/" ? { headers: html, body: render(startPage(host, pages)) } : notFound;
    },
  };
}

function startPage(host: string, pages: readonly PlacedPage[]): FakePage {
  return {
    title: host,
    language: pages[0]?.page.language ?? "en",
    site: pages[0]?.page.site ?? host,
    paragraphs: [],
    links: pages.map(({ path, page }) => ({ text: page.title, url: `http://${host}${path}` })),
  };
}
