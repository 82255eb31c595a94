import { commonCrawl } from "../common-crawl.ts";
import type { EngineCase } from "../engine-case.fixture.ts";

const asked = {
  matchType: "domain",
  output: "json",
  fl: "url,timestamp,mime,languages",
  limit: "7",
  // The last of three of this name; all three are seen in the adapter's own test.
  filter: "~languages:.*eng.*",
};

export const commonCrawlCase: EngineCase = {
  make: commonCrawl,
  plainText: "site:example.org battery",
  answers: {
    "/collinfo.json": "common-crawl-crawls.json",
    "/CC-MAIN-2026-43-index?url=example.org": "common-crawl-org.txt",
    "/CC-MAIN-2026-43-index?url=example.com": "common-crawl-com.txt",
  },
  empty: {
    "/collinfo.json": "common-crawl-crawls.json",
    "/CC-MAIN-2026-43-index": "404 common-crawl-none.json",
  },
  results: [
    {
      url: "https://example.org/batteries/solid-state",
      title: "https://example.org/batteries/solid-state",
      snippet: "A page that Common Crawl captured (text/html, eng, seen 2026-10-06).",
    },
    {
      url: "https://example.org/batteries/cycle-life.pdf",
      title: "https://example.org/batteries/cycle-life.pdf",
      snippet: "A page that Common Crawl captured (application/pdf, seen 2026-10-07).",
    },
    {
      url: "http://example.com/cells",
      title: "http://example.com/cells",
      snippet: "A page that Common Crawl captured (text/html, eng,deu, seen 2026-10-10).",
    },
  ],
  requests: [
    { method: "GET", path: "/collinfo.json", query: {} },
    { method: "GET", path: "/CC-MAIN-2026-43-index", query: { url: "example.org", ...asked } },
    { method: "GET", path: "/CC-MAIN-2026-43-index", query: { url: "example.com", ...asked } },
  ],
  unmapped: ["since", "until", "excludeDomains"],
};
