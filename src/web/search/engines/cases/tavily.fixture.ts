import type { EngineCase } from "../engine-case.fixture.ts";
import { tavily } from "../tavily.ts";

export const tavilyCase: EngineCase = {
  make: tavily,
  key: "tvly-k3y",
  answers: "tavily.json",
  empty: `{"query":"x","results":[],"response_time":0.2}`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell",
      snippet: "The cell kept 91% of its capacity. Charging took 12 minutes.",
      published: "2024-04-11T09:30:00.000Z",
    },
    {
      url: "https://example.com/data-sheet.pdf",
      title: "https://example.com/data-sheet.pdf",
      snippet: "Cell data sheet",
    },
  ],
  requests: [
    {
      method: "POST",
      path: "/search",
      query: {},
      json: {
        query: "solid-state battery & cycle life",
        max_results: 7,
        search_depth: "basic",
        start_date: "2024-03-01",
        end_date: "2024-06-30",
        include_domains: ["example.org", "example.com"],
        exclude_domains: ["spam.example"],
      },
      headers: { authorization: "Bearer tvly-k3y" },
    },
  ],
  unmapped: ["language"],
};
