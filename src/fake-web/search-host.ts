import { sha256 } from "../core/hash.ts";
import type { Passage, Source } from "../core/source.ts";
import { type Library, openLibrary } from "../retrieval/library.ts";
import type { StoredDocument } from "../retrieval/stored-document.ts";
import type { FakeAnswer, FakeRequest } from "../web/fake-hosts.ts";
import type { SearchFilters } from "../web/search-provider.ts";
import { type Listing, notFound } from "./site.ts";

const resultsPerPage = 20;

/** The search engine of the fake web; answers as SearXNG does when it is asked for JSON. */
export interface SearchHost {
  answer(request: FakeRequest): Promise<FakeAnswer>;
  close(): void;
}

/** An engine that has read the listed pages, and shows each at most once for a query. */
export async function searchHost(listings: readonly Listing[]): Promise<SearchHost> {
  const library = openLibrary(":memory:");
  // What two addresses say in the same words is still two pages: their texts are told apart by their address.
  await library.add(listings.map(toDocument));
  return {
    async answer({ url }) {
      if (url.pathname !== "/search" || url.searchParams.get("format") !== "json") return notFound;
      const results = await find(library, url.searchParams);
      const body = JSON.stringify({
        query: url.searchParams.get("q") ?? "",
        results,
        unresponsive_engines: [],
      });
      return { headers: { "content-type": "application/json" }, body };
    },
    close: () => library.close(),
  };
}

async function find(library: Library, parameters: URLSearchParams): Promise<readonly object[]> {
  const { text, filters } = readQuery(parameters);
  const outcome = await library.search({ text, limit: 3 * resultsPerPage, filters });
  if (outcome.type === "failure") return [];
  const byUrl = new Map<string, object>();
  for (const { source, snippet, score } of outcome.hits) {
    if (byUrl.has(source.url)) continue;
    const published = source.published === undefined ? {} : { publishedDate: source.published };
    byUrl.set(source.url, {
      url: source.url,
      title: source.title,
      content: snippet,
      engine: "fake",
      score,
      ...published,
    });
  }
  return [...byUrl.values()].slice(0, resultsPerPage);
}

const siteOperator = /(-?)site:(\S+)/g;

function readQuery(parameters: URLSearchParams): { readonly text: string; readonly filters: SearchFilters } {
  const asked = parameters.get("q") ?? "";
  const language = parameters.get("language")?.split("-")[0];
  const sites = [...asked.matchAll(siteOperator)];
  const domains = sites.filter(([, minus]) => minus === "").map(([, , host]) => host ?? "");
  const excludeDomains = sites.filter(([, minus]) => minus === "-").map(([, , host]) => host ?? "");
  return {
    text: asked
      .replace(siteOperator, " ")
      .replace(/\bOR\b|[()]/g, " ")
      .trim(),
    filters: {
      ...(language === undefined || language === "all" ? {} : { language }),
      ...(domains.length === 0 ? {} : { domains }),
      ...(excludeDomains.length === 0 ? {} : { excludeDomains }),
    },
  };
}

function toDocument({ url, title, language, text, published }: Listing): StoredDocument {
  const paragraphs = [...text, url];
  let start = 0;
  const passages = paragraphs.map((paragraph, index): Passage => {
    const end = start + Buffer.byteLength(paragraph);
    const passage: Passage = { index, kind: "paragraph", headingPath: [], text: paragraph, start, end };
    start = end + 2;
    return passage;
  });
  const whole = paragraphs.join("\n\n");
  const source: Source = {
    id: sha256(whole),
    url,
    title,
    language,
    authors: [],
    mediaType: "text/html",
    collection: "fake-web",
    ...(published === undefined ? {} : { published }),
  };
  return { source, text: whole, passages };
}
