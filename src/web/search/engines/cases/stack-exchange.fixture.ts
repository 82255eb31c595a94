import type { EngineCase } from "../engine-case.fixture.ts";
import { stackExchange } from "../stack-exchange.ts";

export const stackExchangeCase: EngineCase = {
  make: stackExchange,
  key: "se-k3y",
  answers: "stack-exchange.json",
  empty: `{"items":[],"has_more":false,"quota_max":300,"quota_remaining":270}`,
  results: [
    {
      url: "https://stackoverflow.com/questions/78300001/how-to-count-cycles",
      title: 'How to count cycles of a "solid-state" cell?',
      snippet:
        "I read the SOC & want cycles: int n = count(soc); (Score 7, 2 answers, answered; tags: c, bms.)",
      published: "2024-04-11T09:30:00.000Z",
      authors: ["Ada & Example"],
    },
    {
      url: "https://stackoverflow.com/questions/78300005/another",
      title: "Another question",
      snippet: "Short. (Score 0, 0 answers; tags: .)",
      published: "2024-04-12T13:16:40.000Z",
    },
  ],
  requests: [
    {
      method: "GET",
      path: "/search/advanced",
      query: {
        q: "solid-state battery & cycle life",
        site: "stackoverflow",
        order: "desc",
        sort: "relevance",
        pagesize: "7",
        fromdate: "1709251200",
        todate: "1719791999",
        filter: "withbody",
        key: "se-k3y",
      },
    },
  ],
  unmapped: ["language", "domains", "excludeDomains"],
};
