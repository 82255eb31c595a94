import type { EngineCase } from "../engine-case.fixture.ts";
import { hackernews } from "../hackernews.ts";

export const hackernewsCase: EngineCase = {
  make: hackernews,
  answers: "hackernews.json",
  empty: `{"hits":[],"nbHits":0,"page":0}`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell",
      snippet:
        "Discussed on Hacker News, 210 points, 88 comments: https://news.ycombinator.com/item?id=40000001",
    },
    {
      url: "https://news.ycombinator.com/item?id=40000009",
      title: "Ask HN: Which cells last?",
      snippet: "I want cells that last. Which ones do?",
      published: "2024-05-02T10:00:00.000Z",
      authors: ["bo_sample"],
      text: "I want cells that last. Which ones do?",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/search",
      query: {
        query: "solid-state battery & cycle life",
        tags: "story",
        hitsPerPage: "7",
        numericFilters: "created_at_i>=1709251200,created_at_i<=1719791999",
      },
    },
  ],
  unmapped: ["language", "domains", "excludeDomains"],
};
