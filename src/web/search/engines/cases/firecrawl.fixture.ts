import type { EngineCase } from "../engine-case.fixture.ts";
import { firecrawl } from "../firecrawl.ts";

export const firecrawlCase: EngineCase = {
  make: firecrawl,
  key: "fc-k3y",
  answers: "firecrawl.json",
  empty: `{"success":true,"data":{"web":[]},"creditsUsed":0}`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell",
      snippet: "The cell kept 91% of its capacity.",
    },
    { url: "https://example.com/data-sheet.pdf", title: "Cell data sheet", snippet: "" },
  ],
  requests: [
    {
      method: "POST",
      path: "/v2/search",
      query: {},
      json: {
        query: "solid-state battery & cycle life (site:example.org OR site:example.com) -site:spam.example",
        limit: 7,
        sources: ["web"],
        tbs: "cdr:1,cd_min:3/1/2024,cd_max:6/30/2024",
      },
      headers: { authorization: "Bearer fc-k3y" },
    },
  ],
  unmapped: ["language"],
};
