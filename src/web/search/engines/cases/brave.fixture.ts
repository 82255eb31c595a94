import { brave } from "../brave.ts";
import type { EngineCase } from "../engine-case.fixture.ts";

export const braveCase: EngineCase = {
  make: brave,
  key: "BSA-k3y",
  answers: "brave.json",
  empty: `{"type":"search","query":{"original":"x"}}`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell",
      snippet:
        "The cell kept 91% of its capacity & showed no dendrites. Charging took 12 minutes. The separator is a sulphide glass.",
      published: "2024-04-11T09:30:00.000Z",
      language: "en",
    },
    { url: "https://example.com/data-sheet.pdf", title: "Cell data sheet", snippet: "" },
  ],
  requests: [
    {
      method: "GET",
      path: "/web/search",
      query: {
        q: "solid-state battery & cycle life (site:example.org OR site:example.com) -site:spam.example",
        count: "7",
        result_filter: "web",
        text_decorations: "false",
        extra_snippets: "true",
        search_lang: "en",
        freshness: "2024-03-01to2024-06-30",
      },
      headers: { "x-subscription-token": "BSA-k3y" },
    },
  ],
  unmapped: [],
};
