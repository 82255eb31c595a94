import type { EngineCase } from "../engine-case.fixture.ts";
import { exa } from "../exa.ts";

export const exaCase: EngineCase = {
  make: exa,
  key: "exa-k3y",
  answers: "exa.json",
  empty: `{"requestId":"x","results":[]}`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell",
      snippet: "The cell kept 91% of its capacity. … Charging took 12 minutes.",
      published: "2024-04-11T09:30:00.000Z",
      authors: ["Example News Desk"],
    },
    {
      url: "https://example.com/data-sheet.pdf",
      title: "https://example.com/data-sheet.pdf",
      snippet: "",
    },
  ],
  requests: [
    {
      method: "POST",
      path: "/search",
      query: {},
      json: {
        query: "solid-state battery & cycle life",
        type: "auto",
        numResults: 7,
        includeDomains: ["example.org", "example.com"],
        excludeDomains: ["spam.example"],
        startPublishedDate: "2024-03-01T00:00:00.000Z",
        endPublishedDate: "2024-06-30T23:59:59.999Z",
        contents: { highlights: true },
      },
      headers: { "x-api-key": "exa-k3y" },
    },
  ],
  unmapped: ["language"],
};
