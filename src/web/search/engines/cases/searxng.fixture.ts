import type { EngineCase } from "../engine-case.fixture.ts";
import { searxng } from "../searxng.ts";

export const searxngCase: EngineCase = {
  make: searxng,
  answers: "searxng.json",
  empty: `{"query":"x","results":[],"unresponsive_engines":[]}`,
  results: [
    {
      url: "https://example.org/batteries?id=1&lang=en",
      title: "Solid-state batteries & their cycle life",
      snippet: "Measured over 1,000 cycles.",
      published: "2024-03-05T00:00:00.000Z",
    },
    { url: "https://example.com/news", title: "News of batteries", snippet: "" },
  ],
  requests: [
    {
      method: "GET",
      path: "/search",
      query: {
        q: "solid-state battery & cycle life (site:example.org OR site:example.com) -site:spam.example",
        format: "json",
        language: "en",
      },
    },
  ],
  unmapped: ["since", "until"],
};
