import type { EngineCase } from "../engine-case.fixture.ts";
import { github } from "../github.ts";

const headers = { authorization: "Bearer ghp-k3y", accept: "application/vnd.github+json" };

export const githubCase: EngineCase = {
  make: github,
  key: "ghp-k3y",
  answers: {
    "/search/repositories": "github-repositories.json",
    "/search/issues": "github-issues.json",
    "/search/code": "github-code.json",
  },
  empty: `{"total_count":0,"incomplete_results":false,"items":[]}`,
  results: [
    {
      url: "https://github.com/example/cell-model",
      title: "example/cell-model",
      snippet: "Models the of solid-state cells (Python, 42 stars, last push 2024-05-20)",
      published: "2024-05-20T08:00:00.000Z",
    },
    {
      url: "https://github.com/example/cell-model/issues/7",
      title: "Cycle life is off by one",
      snippet: "The first cycle is counted twice. (closed, 4 comments)",
      published: "2024-04-11T09:30:00.000Z",
      authors: ["ada-example"],
    },
    {
      url: "https://github.com/example/bms",
      title: "example/bms",
      snippet: "(0 stars, last push 2024-04-02)",
      published: "2024-04-02T08:00:00.000Z",
    },
  ],
  // Code has no dates and is not asked for where dates are.
  requests: [
    {
      method: "GET",
      path: "/search/repositories",
      query: { q: "solid-state battery & cycle life pushed:2024-03-01..2024-06-30", per_page: "7" },
      headers,
    },
    {
      method: "GET",
      path: "/search/issues",
      query: { q: "solid-state battery & cycle life is:issue created:2024-03-01..2024-06-30", per_page: "7" },
      headers,
    },
  ],
  unmapped: ["language", "domains", "excludeDomains"],
};
