import { sha256 } from "../core/hash.ts";
import { present } from "../core/present.ts";
import type { Passage, Source } from "../core/source.ts";
import { type Library, openLibrary } from "../retrieval/library.ts";
import type { StoredDocument } from "../retrieval/stored-document.ts";
import type { FakeAnswer, FakeRequest } from "../web/fake-hosts.ts";
import type { SearchFilters } from "../web/search-provider.ts";
import { type FakeSite, type Listing, notFound, type SiteKind } from "./site.ts";

const resultsPerPage = 20;
const resultsPerHost = 2;
const snippetLength = 300;

/** What links from elsewhere do for a site at a real engine; words count besides. */
const reputation: Readonly<Partial<Record<SiteKind, number>>> = {
  official: 1.2,
  press: 1.1,
  outdated: 0.9,
  hostile: 0.8,
  "near-copy": 0.8,
  mirror: 0.8,
  farm: 0.6,
};

/** The search engine of the fake web; answers as SearXNG does when it is asked for JSON. */
export interface SearchHost {
  answer(request: FakeRequest): Promise<FakeAnswer>;
  close(): void;
}

/** An engine that has read the pages of the sites. It knows copies from their originals no better than any other. */
export async function searchHost(sites: readonly FakeSite[]): Promise<SearchHost> {
  const listed = new Map(
    sites.flatMap(({ kind, listings }) =>
      listings.map((listing) => [listing.url, { kind, listing }] as const),
    ),
  );
  const library = openLibrary(":memory:");
  await library.add([...listed.values()].map(({ listing }, at) => toDocument(listing, at)));
  return {
    async answer({ url }) {
      if (url.pathname !== "/search" || url.searchParams.get("format") !== "json") return notFound;
      const results = await find(library, listed, url.searchParams);
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

type Listed = ReadonlyMap<string, { readonly kind: SiteKind; readonly listing: Listing }>;

async function find(
  library: Library,
  listed: Listed,
  parameters: URLSearchParams,
): Promise<readonly object[]> {
  const { text, filters } = readQuery(parameters);
  const outcome = await library.search({ text, limit: 10 * resultsPerPage, filters });
  const hits = outcome.type === "hits" ? outcome.hits : [];
  const best = new Map<string, { readonly score: number; readonly snippet: string }>();
  for (const { source, passage, score } of hits) {
    const known = listed.get(source.url);
    const weighed = score * (reputation[known?.kind ?? "reference"] ?? 1);
    const snippet = (known?.listing.text[passage.index] ?? "").slice(0, snippetLength);
    if ((best.get(source.url)?.score ?? 0) < weighed) best.set(source.url, { score: weighed, snippet });
  }
  const ranked = [...best].sort(([, one], [, other]) => other.score - one.score);
  const shown = ranked.filter(([url], place) => {
    const isSameHost = ([other]: (typeof ranked)[number]): boolean =>
      new URL(other).host === new URL(url).host;
    return ranked.slice(0, place).filter(isSameHost).length < resultsPerHost;
  });
  return shown.slice(0, resultsPerPage).map(([url, { score, snippet }]) => {
    const { title = url, published } = listed.get(url)?.listing ?? {};
    const dated = published === undefined ? {} : { publishedDate: published };
    return { url, title, content: snippet, engine: "fake", score, ...dated };
  });
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

/** With a number of its own in every paragraph: a library folds copies into one, and an engine shows them all. */
function toDocument({ url, title, language, text, published }: Listing, number: number): StoredDocument {
  const paragraphs = text.map((paragraph) => `${paragraph} ${number}`);
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
    ...present({ published }),
  };
  return { source, text: whole, passages };
}
