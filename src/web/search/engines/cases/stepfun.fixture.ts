import type { EngineCase } from "../engine-case.fixture.ts";
import { stepfun } from "../stepfun.ts";

export const stepfunCase: EngineCase = {
  make: stepfun,
  key: "step-k3y",
  answers: "stepfun.json",
  empty: `{"query":"x","results":[]}`,
  results: [
    {
      url: "https://example.org/news/thousand-cycles",
      title: "A thousand cycles in a solid-state cell",
      snippet: "The cell kept 91% of its capacity.",
      published: "2024-04-11T09:30:00.000Z",
    },
    { url: "https://example.com/data-sheet.pdf", title: "Cell data sheet", snippet: "" },
  ],
  requests: [
    {
      method: "POST",
      path: "/v1/search",
      query: {},
      json: { query: "solid-state battery & cycle life", n: 7 },
      headers: { authorization: "Bearer step-k3y" },
    },
  ],
  unmapped: ["language", "since", "until", "domains", "excludeDomains"],
};
